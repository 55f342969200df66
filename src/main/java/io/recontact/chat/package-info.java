/**
 * Chat sessions: participants with their tokens, connections and timers; messages, events and receipts; the transcript;
 * attachments. Serves the participant API except for its websocket. Owns the tables of V003.
 */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "database", "retention"})
@NullMarked
package io.recontact.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
