package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.time.Instant;

/**
 * Published when a participant has left; handled in the same transaction, after its item is appended.
 *
 * @param contact the contact that the chat was in
 * @param remaining the number of participants of the same role who are still connected
 */
public record ParticipantLeft(
        ParticipantId participant,
        SessionId session,
        ContactId contact,
        ParticipantRole role,
        int remaining,
        Instant at) {}
