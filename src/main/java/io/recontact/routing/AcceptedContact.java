package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import org.jspecify.annotations.Nullable;

/** A contact that an agent has accepted. For a chat it has the credentials to take part; for a task it has none. */
public record AcceptedContact(
        ContactId contact,
        @Nullable ParticipantId participant,
        @Nullable String participantToken) {}
