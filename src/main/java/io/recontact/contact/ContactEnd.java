package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import java.time.Instant;

/** The end of a contact: its time and its reason. */
record ContactEnd(ContactId contact, Instant at, DisconnectReason reason) {}
