/** Starts with the bean definitions that the build has generated, where the settings permit it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
