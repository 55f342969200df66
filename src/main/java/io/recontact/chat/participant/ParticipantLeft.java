package io.recontact.chat.participant;

import io.recontact.chat.ParticipantId;
import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import java.time.Instant;

/**
 * That a participant has left. Heard in the same transaction, after its item has been appended.
 *
 * @param contact the segment it has left
 * @param remaining how many others of its role are connected
 */
public record ParticipantLeft(
        ParticipantId participant,
        SessionId session,
        ContactId contact,
        ParticipantRole role,
        int remaining,
        Instant at) {}
