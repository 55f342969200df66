package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import java.time.Instant;

/**
 * That everybody but the customer was disconnected, since somebody was idle for too long. Heard in the same
 * transaction, after the items of those who left have been appended.
 */
public record AutoDisconnected(ContactId contact, Instant at) {}
