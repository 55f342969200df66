@NullMarked
package io.recontact.startup;

import org.jspecify.annotations.NullMarked;
