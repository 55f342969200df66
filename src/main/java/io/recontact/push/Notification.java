package io.recontact.push;

import io.recontact.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other: that a session has new items, or an item that is in no transcript.
 *
 * @param passing such an item as JSON; absent if the session has grown
 */
record Notification(SessionId session, @Nullable String passing) {}
