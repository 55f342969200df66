/** Streams: what is said in a chat, sent on to an endpoint outside, in order and at least once. */
@ApplicationModule(allowedDependencies = {"access", "contact", "egress", "idempotency", "transcript", "wire"})
@NullMarked
package io.recontact.streaming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
