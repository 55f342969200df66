package io.recontact.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateContactFlow asks for. */
public record NewFlow(
        String name,
        FlowType type,
        @Nullable String description,
        String content,
        FlowStatus status,
        Map<String, String> tags) {

    /** Keeps its own copy of the tags. */
    public NewFlow {
        tags = Map.copyOf(tags);
    }
}
