/**
 * Routes contacts from queues to agents: offers, acceptance, transfer, after-contact work, agent statuses and metrics.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "api :: idempotency",
            "chat",
            "chat :: participant",
            "chat :: token",
            "configuration",
            "contact",
            "retention",
            "security"
        })
@NullMarked
package io.recontact.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
