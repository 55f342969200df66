package io.recontact.contact.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.ChatMessage;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.ChatDestination;
import io.recontact.contact.ChatIntegration;
import io.recontact.contact.ChatIntegrationService.Handled;
import io.recontact.contact.ChatStreamingConfiguration;
import io.recontact.contact.NewChat;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.contact.web.StartChatContact.ParticipantDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SendChatIntegrationEvent.html">SendChatIntegrationEvent</a>.
 */
interface SendChatIntegrationEvent {

    record Request(
            @NotNull @Size(min = 1, max = 255) String sourceId,
            @NotNull @Size(min = 1, max = 255) String destinationId,
            @Size(min = 1, max = 100) @Nullable String subtype,
            @NotNull @Valid ChatEvent event,
            @Valid @Nullable NewSessionDetails newSessionDetails) {

        ChatIntegration integration() {
            return ChatIntegration.of(sourceId, destinationId, subtype);
        }

        /** The chat that begins with the event, if there is none yet. */
        NewChat toNewChat(ChatDestination destination) {
            var details = newSessionDetails == null ? new NewSessionDetails(null, null, null, null) : newSessionDetails;
            return new NewChat(
                    new InstanceId(destination.instanceId()),
                    new ContactFlowId(destination.contactFlowId()),
                    details.displayName(),
                    details.attributes() == null
                            ? UserDefinedAttributes.NONE
                            : new UserDefinedAttributes(details.attributes()),
                    event.toMessage(),
                    NewChat.DEFAULT_DURATION,
                    details.supportedMessagingContentTypes() == null
                            ? List.of("text/plain")
                            : details.supportedMessagingContentTypes(),
                    null,
                    null,
                    Map.of(
                            CreateContact.SUBTYPE,
                            new SegmentAttribute(integration().subtype(), null, null, null, null)),
                    null,
                    List.of(),
                    null,
                    details.streamingConfiguration() == null
                            ? destination.streamingEndpointArn()
                            : details.streamingConfiguration().streamingEndpointArn());
        }
    }

    enum ChatEventType {
        DISCONNECT,
        MESSAGE,
        EVENT
    }

    record ChatEvent(
            @NotNull ChatEventType type,
            @Size(min = 1, max = 100) @Nullable String contentType,
            @Size(min = 1, max = 16_384) @Nullable String content) {

        ChatMessage toMessage() {
            if (content == null) {
                throw new InvalidRequestException("Event.Content is required for a MESSAGE");
            }
            return new ChatMessage(requireContentType(), content);
        }

        String requireContentType() {
            if (contentType == null) {
                throw new InvalidRequestException("Event.ContentType is required for a MESSAGE or an EVENT");
            }
            return contentType;
        }
    }

    record NewSessionDetails(
            @Nullable List<@NotNull @Size(min = 1, max = 100) String> supportedMessagingContentTypes,
            @Valid @Nullable ParticipantDetails participantDetails,
            @Nullable Map<String, String> attributes,
            @Valid @Nullable ChatStreamingConfiguration streamingConfiguration) {

        String displayName() {
            return participantDetails == null ? NewChat.CUSTOMER : participantDetails.displayName();
        }
    }

    record Response(@Nullable String initialContactId, boolean newChatCreated) {

        static Response of(Handled handled) {
            var contact = handled.initialContact();
            return new Response(contact == null ? null : contact.toString(), handled.isNew());
        }
    }
}
