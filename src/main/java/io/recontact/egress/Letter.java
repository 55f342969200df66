package io.recontact.egress;

import java.util.Map;

/** What an endpoint is sent. */
public record Letter(String contentType, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public Letter {
        headers = Map.copyOf(headers);
    }
}
