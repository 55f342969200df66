package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import java.time.Instant;

/**
 * The answer of CreateParticipant.
 *
 * @param expiry when the participant must have connected
 */
public record CreatedParticipant(ParticipantId participant, String participantToken, Instant expiry) {}
