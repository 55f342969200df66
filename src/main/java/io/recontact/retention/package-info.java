/** The job that removes what has outlived its time. */
@ApplicationModule(allowedDependencies = {"contact", "directory", "idempotency", "wire"})
@NullMarked
package io.recontact.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
