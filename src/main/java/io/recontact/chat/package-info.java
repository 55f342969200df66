/**
 * Chat sessions: participants, their tokens and connections, messages, events, receipts and timers, the transcript, and
 * attachments. Serves the participant API, except for its websocket.
 */
@ApplicationModule(allowedDependencies = {"api", "api :: idempotency", "retention"})
@NullMarked
package io.recontact.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
