package io.recontact.chat.participant;

import java.time.Instant;

/**
 * What lets a participant take part.
 *
 * @param connectionToken for all operations but CreateParticipantConnection
 * @param connectionTokenExpiry when it is no longer good
 * @param websocketToken opens websockets, if that happens soon
 * @param websocketExpiry when the participant should ask for another websocket
 */
public record ParticipantConnection(
        String connectionToken, Instant connectionTokenExpiry, String websocketToken, Instant websocketExpiry) {}
