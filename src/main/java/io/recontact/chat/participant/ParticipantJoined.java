package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import java.time.Instant;

/**
 * That a participant connects for the first time. Heard in the same transaction, before its item is appended; who hears
 * it may refuse.
 */
public record ParticipantJoined(ContactId contact, ParticipantRole role, Instant at) {}
