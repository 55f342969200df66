/**
 * The record of past contacts: transcripts of any contact, live or ended, as pages and as files, also in a folder or
 * bucket, and a search of their words. Serves the admin API, which {@code docs/admin-v1.yaml} describes.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "chat",
            "chat :: token",
            "chat :: transcript",
            "configuration",
            "contact",
            "contact :: search",
            "retention",
            "security"
        })
@NullMarked
package io.recontact.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
