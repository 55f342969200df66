/**
 * Delivers contact events and chats to HTTP endpoints, through one lease, one worker and one dispatcher per endpoint.
 * Flows invoke Lambda functions through its client, and so do the chats whose messages a function processes.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "api :: idempotency",
            "chat",
            "chat :: message",
            "chat :: transcript",
            "configuration",
            "contact",
            "retention",
            "security"
        })
@NullMarked
package io.recontact.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
