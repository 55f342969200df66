package io.recontact.widget.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.contact.NewChat;
import io.recontact.widget.WidgetChat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of the widget that starts a chat, and the answer to it: a part of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html">StartChatContact</a>, so
 * that a back end can pass it on, and a ContinuationToken.
 */
interface StartWidgetChat {

    record Request(
            @Valid @Nullable ParticipantDetails participantDetails,

            @Size(max = 20) @Nullable Map<@Size(min = 1, max = 64) String, @NotNull @Size(max = 1_000) String> attributes,

            @Valid @Nullable PersistentChat persistentChat,
            @Size(min = 1, max = 200) @Nullable String continuationToken,
            @Size(min = 1, max = 100) @Nullable String clientToken) {

        WidgetChat toChat(InstanceId instance) {
            return new WidgetChat(
                    participantDetails == null ? NewChat.CUSTOMER : participantDetails.displayName(),
                    attributes == null ? Map.of() : attributes,
                    persistentChat == null ? null : continued(instance, persistentChat),
                    clientToken);
        }

        private WidgetChat.Continued continued(InstanceId instance, PersistentChat past) {
            if (continuationToken == null) {
                throw new InvalidRequestException("PersistentChat needs a ContinuationToken");
            }
            return new WidgetChat.Continued(
                    ContactId.parse(instance, "PersistentChat.SourceContactId", past.sourceContactId()),
                    continuationToken);
        }
    }

    record ParticipantDetails(
            @NotNull @Size(min = 1, max = 100) String displayName) {}

    record PersistentChat(@NotNull @Size(min = 1, max = 256) String sourceContactId) {}

    record Response(
            String contactId,
            String participantId,
            String participantToken,
            @Nullable String continuedFromContactId,
            String continuationToken) {

        static Response of(WidgetChat.Started started) {
            var chat = started.chat();
            var continued = chat.continuedFrom();
            return new Response(
                    chat.contact().toString(),
                    chat.participant().toString(),
                    chat.participantToken(),
                    continued == null ? null : continued.toString(),
                    started.continuationToken());
        }
    }
}
