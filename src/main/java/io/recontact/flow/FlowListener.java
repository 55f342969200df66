package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;

/** A run that waits for an item of a transcript after {@code seenSequence}. */
record FlowListener(ContactId contact, SessionId session, long seenSequence) {}
