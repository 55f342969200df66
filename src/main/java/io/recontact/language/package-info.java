/**
 * The Amazon Connect flow language, version 2019-10-30: what a document says, and where an action leads. Runs nothing.
 */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
