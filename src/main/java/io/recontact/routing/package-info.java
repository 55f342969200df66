/** From queues to agents: who is asked next, who accepts, hands on and ends, and what is left to do afterwards. */
@ApplicationModule(allowedDependencies = {"access", "chat", "contact", "directory", "wire"})
@NullMarked
package io.recontact.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
