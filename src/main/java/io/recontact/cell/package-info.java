/**
 * Moves of whole instances from one deployment to another, a cell: the commands that drain, export, import and remove
 * an instance. Each module says which rows of its tables belong to an instance ({@link io.recontact.api.InstanceData});
 * this module copies and deletes them as sets, and knows none of the tables.
 */
@ApplicationModule(allowedDependencies = {"api", "chat :: attachment", "contact", "database", "startup"})
@NullMarked
package io.recontact.cell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
