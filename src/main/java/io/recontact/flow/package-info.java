/** Runs contact flows: before an agent accepts a contact, while it waits in a queue, and after the agent has left. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "chat",
            "chat :: message",
            "chat :: participant",
            "chat :: transcript",
            "configuration",
            "contact",
            "retention",
            "routing",
            "security",
            "webhook"
        })
@NullMarked
package io.recontact.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
