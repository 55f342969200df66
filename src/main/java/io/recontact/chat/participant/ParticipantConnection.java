package io.recontact.chat.participant;

import java.time.Instant;

/**
 * The answer of CreateParticipantConnection.
 *
 * @param connectionToken the token for all operations except CreateParticipantConnection
 * @param connectionTokenExpiry when the connection token expires
 * @param websocketToken opens websockets for 100 seconds
 * @param websocketExpiry when the client should request another websocket
 */
public record ParticipantConnection(
        String connectionToken, Instant connectionTokenExpiry, String websocketToken, Instant websocketExpiry) {}
