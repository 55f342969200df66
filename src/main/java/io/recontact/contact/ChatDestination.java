package io.recontact.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number or address of a bridge, such as one for SMS, whose messages become chats.
 *
 * @param id identifies the destination in SendChatIntegrationEvent and StartOutboundChatContact
 * @param instanceId the instance of the chats
 * @param contactFlowId the flow of chats that customers begin
 * @param streamingEndpointArn the endpoint that streams its chats to the bridge; absent if the requests name one
 */
public record ChatDestination(
        String id,
        UUID instanceId,
        UUID contactFlowId,
        @Nullable String streamingEndpointArn) {

    /** Refuses incomplete settings. */
    public ChatDestination {
        // Missing settings are null here, despite the types.
        if (id == null || id.isBlank() || id.length() > 255 || instanceId == null || contactFlowId == null) {
            throw new IllegalArgumentException(
                    "Each of recontact.chat-integrations.destinations needs an id of at most 255 characters, an"
                            + " instance-id and a contact-flow-id");
        }
    }
}
