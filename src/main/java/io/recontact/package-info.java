/**
 * The whole service. Each package below is a module; what it may use stands in its {@code package-info}, and the build
 * holds it to that.
 */
@NullMarked
package io.recontact;

import org.jspecify.annotations.NullMarked;
