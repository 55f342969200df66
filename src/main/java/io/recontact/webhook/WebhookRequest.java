package io.recontact.webhook;

import java.util.Map;

/** A request to an endpoint. */
public record WebhookRequest(String contentType, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public WebhookRequest {
        headers = Map.copyOf(headers);
    }
}
