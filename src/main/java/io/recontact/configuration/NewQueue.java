package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a standard queue. */
public record NewQueue(
        String name,
        @Nullable String description,
        HoursOfOperationId hours,
        @Nullable Integer maxContacts,
        Queue.@Nullable OutboundCaller outboundCaller,
        Queue.Email email,
        Map<String, String> tags) {

    /** Copies the tags. */
    public NewQueue {
        tags = Map.copyOf(tags);
    }
}
