/** Runs the image of Recontact in Testcontainers. */
@NullMarked
package io.recontact.testcontainers;

import org.jspecify.annotations.NullMarked;
