package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.participant.ConnectionCredentials;
import io.recontact.chat.participant.Websocket;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.ChatStreamingConfiguration;
import io.recontact.contact.NewChat;
import io.recontact.contact.RehydrationType;
import io.recontact.contact.ResponseMode;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.StartedChat;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html">StartChatContact</a>.
 */
interface StartChatContact {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(max = 500) String contactFlowId,
            @Nullable Map<String, String> attributes,
            @NotNull @Valid ParticipantDetails participantDetails,
            @Valid @Nullable ParticipantConfiguration participantConfiguration,
            @Valid @Nullable InitialMessage initialMessage,
            @Size(max = 500) @Nullable String clientToken,
            @Min(60) @Max(10_080) @Nullable Integer chatDurationInMinutes,
            @Nullable List<@NotNull @Size(min = 1, max = 100) String> supportedMessagingContentTypes,
            @Valid @Nullable PersistentChat persistentChat,
            @Size(min = 1, max = 256) @Nullable String relatedContactId,

            @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> segmentAttributes,

            @Size(min = 1, max = 128) @Nullable String customerId,
            @Size(min = 1, max = 1) @Nullable List<@NotNull ExitingRole> disconnectOnCustomerExit,
            @Size(min = 1, max = 2) @Nullable List<@NotNull ConnectionType> connectionTypes,
            @Valid @Nullable ChatStreamingConfiguration chatStreamingConfiguration) {

        NewChat toNewChat(Caller caller) {
            var instance = caller.instance(instanceId);
            return new NewChat(
                    instance,
                    ContactFlowId.parse(instance, "ContactFlowId", contactFlowId),
                    participantDetails.displayName(),
                    attributes == null ? UserDefinedAttributes.NONE : new UserDefinedAttributes(attributes),
                    initialMessage == null ? null : initialMessage.toChatMessage(),
                    chatDurationInMinutes == null
                            ? NewChat.DEFAULT_DURATION
                            : Duration.ofMinutes(chatDurationInMinutes),
                    supportedMessagingContentTypes == null ? List.of("text/plain") : supportedMessagingContentTypes,
                    persistentChat == null ? null : persistentChat.toPersistentChat(instance),
                    relatedContactId == null ? null : ContactId.parse(instance, "RelatedContactId", relatedContactId),
                    segmentAttributes == null ? Map.of() : segmentAttributes,
                    customerId,
                    disconnectOnCustomerExit == null
                            ? List.of()
                            : disconnectOnCustomerExit.stream()
                                    .map(role -> ParticipantRole.valueOf(role.name()))
                                    .toList(),
                    participantConfiguration == null ? null : participantConfiguration.responseMode(),
                    chatStreamingConfiguration == null ? null : chatStreamingConfiguration.streamingEndpointArn());
        }

        /** "Only WEBSOCKET and CONNECTION_CREDENTIALS have effect." */
        boolean wants(ConnectionType type) {
            return connectionTypes != null && connectionTypes.contains(type);
        }

        @Nullable String token() {
            return clientToken == null || clientToken.isEmpty() ? null : clientToken;
        }
    }

    record ParticipantDetails(
            @NotNull @Size(min = 1, max = 256) String displayName) {}

    record ParticipantConfiguration(@Nullable ResponseMode responseMode) {}

    /** Credentials that the answer can include, so that the client need not call CreateParticipantConnection. */
    enum ConnectionType {
        WEBSOCKET,
        CONNECTION_CREDENTIALS,
        AUTHENTICATION_SESSION,
        WEBRTC_CONNECTION
    }

    /** The roles that can leave together with the customer. */
    enum ExitingRole {
        AGENT
    }

    /** The bounds of the content depend on its type. They count code points or bytes, which {@code Size} does not. */
    record InitialMessage(
            @NotNull @Size(min = 1, max = 100) String contentType,

            @NotNull @Size(min = 1, message = "must not be empty") String content) {

        ChatMessage toChatMessage() {
            return new ChatMessage(contentType, content);
        }
    }

    record PersistentChat(
            @Nullable RehydrationType rehydrationType,
            @Size(min = 1, max = 256) @Nullable String sourceContactId) {

        io.recontact.contact.PersistentChat toPersistentChat(InstanceId instance) {
            // The model requires neither. The API reference requires one of them, and the chat needs the other.
            if (rehydrationType == null || sourceContactId == null) {
                throw new InvalidRequestException("PersistentChat needs both RehydrationType and SourceContactId");
            }
            return new io.recontact.contact.PersistentChat(
                    rehydrationType, ContactId.parse(instance, "PersistentChat.SourceContactId", sourceContactId));
        }
    }

    record Response(
            String contactId,
            String participantId,
            String participantToken,
            @Nullable String continuedFromContactId,
            @Nullable ConnectionCredentials connectionCredentials,
            @Nullable Websocket websocket,
            @Nullable String streamingId) {

        static Response of(
                StartedChat chat, @Nullable ConnectionCredentials credentials, @Nullable Websocket websocket) {
            var continuedFrom = chat.continuedFrom();
            return new Response(
                    chat.contact().toString(),
                    chat.participant().toString(),
                    chat.participantToken(),
                    continuedFrom == null ? null : continuedFrom.toString(),
                    credentials,
                    websocket,
                    chat.stream() == null ? null : chat.stream().toString());
        }
    }
}
