/** Chat sessions, who takes part in them, and the tokens they are let in with. */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
