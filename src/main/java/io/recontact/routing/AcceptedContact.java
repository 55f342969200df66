package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import org.jspecify.annotations.Nullable;

/** What an agent needs to take part in a chat that it has accepted; nothing more than the contact, if it is a task. */
public record AcceptedContact(
        ContactId contact,
        @Nullable ParticipantId participant,
        @Nullable String participantToken) {}
