/**
 * Connects to PostgreSQL: to the configured server or, without one, to an embedded server with its data in the data
 * directory. The embedded server keeps its data over restarts and kills, and stops with the service. Runs reads of
 * other modules on a standby.
 */
@ApplicationModule(allowedDependencies = "startup")
@NullMarked
package io.recontact.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
