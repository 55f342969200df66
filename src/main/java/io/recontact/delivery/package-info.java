/** Live delivery: websockets, and the wake-up between nodes that lets each push what any of them has written. */
@ApplicationModule(allowedDependencies = {"chat", "transcript", "wire"})
@NullMarked
package io.recontact.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
