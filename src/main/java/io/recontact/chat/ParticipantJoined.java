package io.recontact.chat;

import io.recontact.wire.ContactId;
import io.recontact.wire.ParticipantRole;
import java.time.Instant;

/**
 * That a participant connects for the first time. Heard in the same transaction, before its item is appended; who hears
 * it may refuse.
 */
public record ParticipantJoined(ContactId contact, ParticipantRole role, Instant at) {}
