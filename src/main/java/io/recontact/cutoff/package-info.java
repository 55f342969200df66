/** How far back anything is told: what is older exists on disk at most, and for nobody who asks. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.cutoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
