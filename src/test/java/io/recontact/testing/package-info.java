/** Fixtures that tests of several modules share. */
@NullMarked
package io.recontact.testing;

import org.jspecify.annotations.NullMarked;
