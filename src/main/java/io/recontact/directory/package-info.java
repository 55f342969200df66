/** Instances and what they are set up with: flows, hours, queues, profiles, users. Read by all, changed rarely. */
@ApplicationModule(allowedDependencies = {"access", "idempotency", "language", "wire"})
@NullMarked
package io.recontact.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
