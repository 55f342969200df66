/** Runs flows: what a contact goes through between its customer's connecting and an agent, and after the agent. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "chat",
            "contact",
            "directory",
            "egress",
            "language",
            "routing",
            "transcript",
            "wire"
        })
@NullMarked
package io.recontact.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
