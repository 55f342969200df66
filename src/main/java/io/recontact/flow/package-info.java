/** Runs flows: what a contact goes through between the start and an agent, and after the agent has left. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "chat",
            "chat :: participant",
            "chat :: transcript",
            "configuration",
            "contact",
            "routing",
            "security",
            "webhook"
        })
@NullMarked
package io.recontact.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
