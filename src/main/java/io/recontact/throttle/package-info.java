/** Request rates of each operation: off unless set, and then one bucket for all nodes. */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
