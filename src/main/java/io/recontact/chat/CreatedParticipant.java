package io.recontact.chat;

import java.time.Instant;

/**
 * What lets a participant that was asked in connect.
 *
 * @param expiry when it must have
 */
public record CreatedParticipant(ParticipantId participant, String participantToken, Instant expiry) {}
