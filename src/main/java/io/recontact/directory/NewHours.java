package io.recontact.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateHoursOfOperation asks for. */
public record NewHours(String name, @Nullable String description, OpeningHours hours, Map<String, String> tags) {

    /** Keeps its own copy of the tags. */
    public NewHours {
        tags = Map.copyOf(tags);
    }
}
