package io.recontact.chat.message;

import io.recontact.api.SessionId;
import java.util.UUID;

/**
 * A node's temporary right to decide the held messages of a session.
 *
 * @param token differs from that of every other lease; a statement has no effect once the session has another one
 */
public record ProcessingLease(SessionId session, UUID token) {}
