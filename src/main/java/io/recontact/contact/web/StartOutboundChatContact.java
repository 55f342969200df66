package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.ChatMessage;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.ChatIntegration;
import io.recontact.contact.NewChat;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.contact.web.StartChatContact.InitialMessage;
import io.recontact.contact.web.StartChatContact.ParticipantDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartOutboundChatContact.html">StartOutboundChatContact</a>.
 */
interface StartOutboundChatContact {

    record Request(
            @NotNull @Valid Endpoint sourceEndpoint,
            @NotNull @Valid Endpoint destinationEndpoint,
            @NotNull @Size(min = 1, max = 100) String instanceId,

            @NotNull Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> segmentAttributes,

            @Nullable Map<String, String> attributes,
            @NotNull @Size(max = 500) String contactFlowId,
            @Min(60) @Max(10_080) @Nullable Integer chatDurationInMinutes,
            @Valid @Nullable ParticipantDetails participantDetails,
            @Valid @Nullable InitialMessage initialSystemMessage,
            @Valid @Nullable TemplatedMessageConfig initialTemplatedSystemMessage,
            @Size(min = 1, max = 256) @Nullable String relatedContactId,
            @Nullable List<@NotNull @Size(min = 1, max = 100) String> supportedMessagingContentTypes,
            @Size(max = 500) @Nullable String clientToken) {

        /**
         * Returns the conversation with the customer: the source endpoint is the destination of its answers.
         *
         * @throws InvalidRequestException if an endpoint has another type, or the subtype is missing
         */
        ChatIntegration integration() {
            var subtype = segmentAttributes.get(CreateContact.SUBTYPE);
            if (subtype == null || subtype.valueString() == null) {
                throw new InvalidRequestException(
                        "SegmentAttributes must have %s, with a ValueString".formatted(CreateContact.SUBTYPE));
            }
            return ChatIntegration.of(
                    destinationEndpoint.require("DestinationEndpoint", EndpointType.TELEPHONE_NUMBER),
                    sourceEndpoint.require("SourceEndpoint", EndpointType.CONNECT_PHONENUMBER_ARN),
                    subtype.valueString());
        }

        NewChat toNewChat(InstanceId instance, @Nullable String streamingEndpointArn) {
            return new NewChat(
                    instance,
                    ContactFlowId.parse(instance, "ContactFlowId", contactFlowId),
                    participantDetails == null ? NewChat.CUSTOMER : participantDetails.displayName(),
                    attributes == null ? UserDefinedAttributes.NONE : new UserDefinedAttributes(attributes),
                    null,
                    chatDurationInMinutes == null
                            ? NewChat.DEFAULT_DURATION
                            : Duration.ofMinutes(chatDurationInMinutes),
                    supportedMessagingContentTypes == null ? List.of("text/plain") : supportedMessagingContentTypes,
                    null,
                    relatedContactId == null ? null : ContactId.parse(instance, "RelatedContactId", relatedContactId),
                    withSubtype(segmentAttributes, integration()),
                    null,
                    List.of(),
                    null,
                    streamingEndpointArn);
        }

        /** Spells the subtype as contacts have it; the API reference writes {@code connect:sms}. */
        private static Map<String, SegmentAttribute> withSubtype(
                Map<String, SegmentAttribute> attributes, ChatIntegration integration) {
            var all = new HashMap<>(attributes);
            all.put(CreateContact.SUBTYPE, new SegmentAttribute(integration.subtype(), null, null, null, null));
            return all;
        }

        @Nullable ChatMessage firstMessage() {
            if (initialTemplatedSystemMessage != null) {
                throw new InvalidRequestException(
                        "InitialTemplatedSystemMessage is not supported: there are no message templates");
            }
            return initialSystemMessage == null ? null : initialSystemMessage.toChatMessage();
        }
    }

    enum EndpointType {
        TELEPHONE_NUMBER,
        VOIP,
        CONTACT_FLOW,
        CONNECT_PHONENUMBER_ARN,
        EMAIL_ADDRESS
    }

    record Endpoint(
            @Nullable EndpointType type,
            @Size(max = 256) @Nullable String address) {

        /** Returns the address of an endpoint of a type. */
        String require(String member, EndpointType wanted) {
            if (type != wanted || address == null || address.isEmpty()) {
                throw new InvalidRequestException("%s must have the Type %s and an Address".formatted(member, wanted));
            }
            return address;
        }
    }

    record TemplatedMessageConfig(
            @NotNull @Size(min = 1, max = 500) String knowledgeBaseId,
            @NotNull @Size(min = 1, max = 500) String messageTemplateId,
            @NotNull Object templateAttributes) {}

    record Response(String contactId) {}
}
