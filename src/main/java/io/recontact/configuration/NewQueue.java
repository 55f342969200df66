package io.recontact.configuration;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request to create a standard queue. */
public record NewQueue(
        String name,
        @Nullable String description,
        HoursOfOperationId hours,
        @Nullable Integer maxContacts,
        Queue.@Nullable OutboundCaller outboundCaller,
        Queue.Email email,
        Set<QuickConnectId> quickConnects,
        @Nullable Map<String, String> tags) {

    /** Copies the quick connects. */
    public NewQueue {
        quickConnects = Set.copyOf(quickConnects);
    }
}
