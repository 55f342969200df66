package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateContactFlow asks for. */
public record NewContactFlow(
        String name,
        ContactFlowType type,
        @Nullable String description,
        String content,
        ContactFlowStatus status,
        Map<String, String> tags) {

    /** Keeps its own copy of the tags. */
    public NewContactFlow {
        tags = Map.copyOf(tags);
    }
}
