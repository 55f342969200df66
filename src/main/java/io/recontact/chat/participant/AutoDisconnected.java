package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import java.time.Instant;

/**
 * Published when an auto-disconnect timer has disconnected everyone but the customer; handled in the same transaction,
 * after the items of those who left are appended.
 */
public record AutoDisconnected(ContactId contact, Instant at) {}
