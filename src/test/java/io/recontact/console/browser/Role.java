package io.recontact.console.browser;

/** A person who looks at a page. */
enum Role {
    NOBODY,
    ADMINISTRATOR,
    AGENT,
    SUPERVISOR
}
