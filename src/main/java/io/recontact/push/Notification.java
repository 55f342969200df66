package io.recontact.push;

import io.recontact.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Notifies other nodes that a session has new items, or of an item that is in no transcript.
 *
 * @param ephemeralItem such an item as JSON; absent if the session has new items
 */
record Notification(SessionId session, @Nullable String ephemeralItem) {}
