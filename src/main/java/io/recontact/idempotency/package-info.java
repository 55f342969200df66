/** Requests that may be repeated: the first with a ClientToken acts, its repeats get the first one's answer. */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
