/**
 * Checks the settings, and starts with the bean definitions that the build has generated, where the settings permit it.
 * Every module may use it for its own settings.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
