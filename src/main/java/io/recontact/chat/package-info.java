/** Chat sessions, who takes part in them, and what they say: the participant service, but for its websocket. */
@ApplicationModule(allowedDependencies = {"idempotency", "transcript", "wire"})
@NullMarked
package io.recontact.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
