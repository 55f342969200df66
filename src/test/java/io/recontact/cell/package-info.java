@NullMarked
package io.recontact.cell;

import org.jspecify.annotations.NullMarked;
