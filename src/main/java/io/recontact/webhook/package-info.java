/**
 * Calls HTTP endpoints outside: the allow-list, the client, and one dispatcher per endpoint. Contact events and chat
 * streaming deliver through it, and flows invoke Lambda functions with it.
 */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "chat :: transcript", "contact", "security"})
@NullMarked
package io.recontact.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
