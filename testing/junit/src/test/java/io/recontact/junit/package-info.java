@NullMarked
package io.recontact.junit;

import org.jspecify.annotations.NullMarked;
