package io.recontact.contact;

import io.recontact.wire.ContactId;
import io.recontact.wire.DisconnectReason;
import java.time.Instant;

/** That a contact ends, when, and why. */
record Ending(ContactId contact, Instant at, DisconnectReason reason) {}
