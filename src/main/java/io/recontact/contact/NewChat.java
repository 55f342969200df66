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

    /** "If not specified, the chat session duration defaults to 25 hour." */
    public static final Duration DEFAULT_DURATION = Duration.ofHours(25);

    /** The name of a customer of a bridge whom nothing names. */
    public static final String CUSTOMER = "Customer";

    private static final String SUBTYPE = "connect:Subtype";
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
        var subtype = segmentAttributes.get(SUBTYPE);
        if (subtype != null
                && GUIDE.equals(subtype.valueString())
                && !supportedContentTypes.containsAll(
                        List.of(ContentTypes.INTERACTIVE, ContentTypes.INTERACTIVE_RESPONSE))) {
            throw new InvalidRequestException(
                    "SupportedMessagingContentTypes must have both interactive types for a chat of subtype " + GUIDE);
        }
    }

    /** A chat that a flow starts through a bridge, with plain text and the duration of a request without one. */
    public static NewChat outbound(
            ChatIntegration integration,
            InstanceId instance,
            ContactFlowId flow,
            @Nullable ContactId relatedContact,
            @Nullable String streamingEndpointArn) {
        return new NewChat(
                instance,
                flow,
                CUSTOMER,
                UserDefinedAttributes.NONE,
                null,
                DEFAULT_DURATION,
                List.of(ContentTypes.PLAIN),
                null,
                relatedContact,
                Map.of(SUBTYPE, new SegmentAttribute(integration.subtype(), null, null, null, null)),
                null,
                List.of(),
                null,
                streamingEndpointArn);
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
