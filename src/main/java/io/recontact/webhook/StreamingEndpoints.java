package io.recontact.webhook;

import io.recontact.api.InvalidParameterException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The endpoints that chats may be streamed to: those of the settings, and no other. */
@Component
public class StreamingEndpoints {

    private final List<StreamingEndpoint> endpoints;

    StreamingEndpoints(WebhookProperties settings) {
        this.endpoints = settings.endpoints();
    }

    /** All of them. */
    public List<StreamingEndpoint> all() {
        return endpoints;
    }

    /**
     * Checks what a caller names.
     *
     * @throws InvalidParameterException if it is none of the endpoints
     */
    public void require(String arn) {
        if (endpoints.stream().noneMatch(endpoint -> endpoint.arn().equals(arn))) {
            throw new InvalidParameterException(
                    "ChatStreamingConfiguration.StreamingEndpointArn is not an endpoint that this service may stream to");
        }
    }
}
