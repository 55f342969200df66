package io.recontact.webhook.streaming;

import io.recontact.api.SessionId;
import java.util.UUID;

/**
 * A stream that this node is at.
 *
 * @param session what is streamed
 * @param next the first item that the endpoint has not taken
 * @param failures attempts in a row that it has not taken
 * @param lease what tells this time from any other that a node is at it
 */
record LeasedStream(UUID id, SessionId session, UUID instance, long next, int failures, UUID lease) {}
