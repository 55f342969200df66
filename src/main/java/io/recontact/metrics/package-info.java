/** Historical metrics of contacts and agents, computed from what is stored when a contact or an activity ends. */
@ApplicationModule(allowedDependencies = {"api", "configuration", "database", "retention", "security"})
@NullMarked
package io.recontact.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
