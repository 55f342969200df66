@NullMarked
package io.recontact.routing.desk;

import org.jspecify.annotations.NullMarked;
