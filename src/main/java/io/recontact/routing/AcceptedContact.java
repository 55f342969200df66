package io.recontact.routing;

import io.recontact.chat.ParticipantId;
import io.recontact.wire.ContactId;

/** What an agent needs to take part in a chat that it has accepted. */
public record AcceptedContact(ContactId contact, ParticipantId participant, String participantToken) {}
