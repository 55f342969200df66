/** Instances and their flows: read by all, changed rarely. */
@ApplicationModule(allowedDependencies = {"access", "idempotency", "language", "wire"})
@NullMarked
package io.recontact.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
