/**
 * The whole service. Each package below is a module. Its {@code package-info} names the modules that it may use, and
 * the build enforces this.
 */
@NullMarked
package io.recontact;

import org.jspecify.annotations.NullMarked;
