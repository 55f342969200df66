/**
 * Instances and their configuration: flows, flow modules, views, hours of operation, queues, routing and security
 * profiles, users, agent statuses. All modules read it; it changes rarely.
 */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "security"})
@NullMarked
package io.recontact.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
