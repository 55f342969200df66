/**
 * The life cycle of contacts: start, segments, transfer, pause, end, attributes, tags, quotas, search, tasks. Serves
 * the contact operations of the Connect API.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "api :: idempotency",
            "chat",
            "chat :: participant",
            "chat :: token",
            "chat :: transcript",
            "configuration",
            "retention",
            "security"
        })
@NullMarked
package io.recontact.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
