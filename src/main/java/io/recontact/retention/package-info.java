/** The retention policy, which limits how old the contacts of callers can be, and the job that deletes older ones. */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "configuration"})
@NullMarked
package io.recontact.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
