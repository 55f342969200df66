/**
 * Connects to PostgreSQL: to the configured server or, when none is configured, to an embedded server that runs from
 * the data directory, keeps its rows over restarts and kills, and stops with the service.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
