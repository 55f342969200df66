package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import java.time.Instant;

/** That a contact ends, when, and why. */
record ContactEnd(ContactId contact, Instant at, DisconnectReason reason) {}
