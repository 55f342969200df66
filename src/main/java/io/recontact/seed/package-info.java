/**
 * Declares instances and their resources in files. Every start applies the files through the operations of the API, in
 * this process and in one transaction. Owns the table of the resources that a seed has created.
 */
@ApplicationModule(allowedDependencies = {"api", "security", "startup"})
@NullMarked
package io.recontact.seed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
