/**
 * The life cycle of contacts: start, transfer, pause, end, attributes, tags, quotas, search and tasks. Serves the
 * contact operations of the Connect API, and owns the tables {@code contact}, {@code chat_slot}, {@code event_hook} and
 * {@code chat_integration}.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "api :: idempotency",
            "chat",
            "chat :: message",
            "chat :: participant",
            "chat :: token",
            "chat :: transcript",
            "configuration",
            "database",
            "retention",
            "security"
        })
@NullMarked
package io.recontact.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
