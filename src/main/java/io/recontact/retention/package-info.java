/** The retention policy, which says how far back contacts exist for callers, and the job that deletes what is older. */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "configuration"})
@NullMarked
package io.recontact.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
