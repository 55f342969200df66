/** Pushes items to websockets, and notifies other nodes of new items. */
@ApplicationModule(allowedDependencies = {"api", "chat", "chat :: participant", "chat :: token", "chat :: transcript"})
@NullMarked
package io.recontact.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
