/**
 * The console: pages in the browser for agents, supervisors and administrators, and their sign-in. It is a client of
 * the other modules, as their controllers are; no module depends on it. {@code recontact.console.enabled=false} leaves
 * it out. Owns the tables of sessions, and of who has read which transcript.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "api :: throttle",
            "chat",
            "chat :: attachment",
            "chat :: message",
            "chat :: participant",
            "chat :: token",
            "chat :: transcript",
            "configuration",
            "contact",
            "contact :: search",
            "database",
            "flow",
            "history",
            "metrics",
            "push",
            "retention",
            "routing",
            "security"
        })
@NullMarked
package io.recontact.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
