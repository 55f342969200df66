package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import java.time.Instant;

/**
 * Published when a participant connects for the first time; handled in the same transaction, before its item is
 * appended. A listener rejects the connection with an {@link io.recontact.api.AccessDeniedException}.
 */
public record ParticipantJoined(ContactId contact, ParticipantRole role, Instant at) {}
