package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import java.time.Instant;

/**
 * What lets a participant that was asked in connect.
 *
 * @param expiry when it must have
 */
public record CreatedParticipant(ParticipantId participant, String participantToken, Instant expiry) {}
