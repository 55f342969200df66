package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.MessageLengthLimits;
import io.recontact.configuration.ContactFlowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a StartChatContact request.
 *
 * @param duration the longest time that the chat may last, waiting included
 * @param relatedContactId the contact whose attributes are copied, without its transcript
 * @param disconnectOnCustomerExit the roles that leave together with the customer
 * @param streamingEndpointArn the endpoint that the chat is streamed to, from its first item on
 */
public record NewChat(
        InstanceId instance,
        ContactFlowId flow,
        String displayName,
        UserDefinedAttributes attributes,
        @Nullable ChatMessage initialMessage,
        Duration duration,
        List<String> supportedContentTypes,
        @Nullable PersistentChat persistentChat,
        @Nullable ContactId relatedContactId,
        Map<String, SegmentAttribute> segmentAttributes,
        @Nullable String customerId,
        List<ParticipantRole> disconnectOnCustomerExit,
        @Nullable ResponseMode responseMode,
        @Nullable String streamingEndpointArn) {

    private static final String GUIDE = "connect:Guide";

    /** Refuses combinations that the API reference of StartChatContact rules out. */
    public NewChat {
        supportedContentTypes = List.copyOf(supportedContentTypes);
        segmentAttributes = Map.copyOf(segmentAttributes);
        disconnectOnCustomerExit = List.copyOf(disconnectOnCustomerExit);
        requireSupported(supportedContentTypes, initialMessage);
        SystemSegmentAttributes.requireAllowedAtStart(Channel.CHAT, segmentAttributes);
        if (persistentChat != null && relatedContactId != null) {
            throw new InvalidRequestException("PersistentChat and RelatedContactId exclude each other");
        }
        var subtype = segmentAttributes.get("connect:Subtype");
        if (subtype != null
                && GUIDE.equals(subtype.valueString())
                && !supportedContentTypes.containsAll(
                        List.of(ContentTypes.INTERACTIVE, ContentTypes.INTERACTIVE_RESPONSE))) {
            throw new InvalidRequestException(
                    "SupportedMessagingContentTypes must have both interactive types for a chat of subtype " + GUIDE);
        }
    }

    /** Refuses an initial message that is too long for its type. */
    void requireLengthWithin(MessageLengthLimits limits) {
        if (initialMessage != null) {
            limits.check("InitialMessage.Content", initialMessage);
        }
    }

    private static void requireSupported(List<String> supported, @Nullable ChatMessage message) {
        if (!ContentTypes.SUPPORTED.containsAll(supported)) {
            throw new InvalidParameterException("SupportedMessagingContentTypes has a type that does not exist");
        }
        if (!supported.contains(ContentTypes.PLAIN)) {
            throw new InvalidParameterException(
                    "SupportedMessagingContentTypes must contain %s".formatted(ContentTypes.PLAIN));
        }
        if (message != null && !ContentTypes.SENDABLE.contains(message.contentType())) {
            throw new InvalidParameterException("InitialMessage.ContentType is not a type that customers may send");
        }
        if (message != null && !supported.contains(message.contentType())) {
            throw new InvalidRequestException("InitialMessage.ContentType is not among SupportedMessagingContentTypes");
        }
    }
}
