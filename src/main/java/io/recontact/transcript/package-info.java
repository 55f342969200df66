/** What was said, append-only and in one order per session, and its pages, which reach back over all past sessions. */
@ApplicationModule(allowedDependencies = {"cutoff", "wire"})
@NullMarked
package io.recontact.transcript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
