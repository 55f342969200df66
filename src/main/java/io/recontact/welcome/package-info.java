/** What a first start tells whoever started it. */
@ApplicationModule(allowedDependencies = {"access", "directory", "wire"})
@NullMarked
package io.recontact.welcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
