package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a quick connect. */
public record NewQuickConnect(
        String name, @Nullable String description, QuickConnect.Config config, Map<String, String> tags) {

    /** Copies the tags. */
    public NewQuickConnect {
        tags = Map.copyOf(tags);
    }
}
