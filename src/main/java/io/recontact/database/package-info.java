/**
 * The database: what its connections begin with, and the one of a first start: when none is configured, a PostgreSQL of
 * our own runs from the data folder, keeps its rows over restarts and kills, and goes with the service.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
