package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateHoursOfOperation asks for. */
public record NewHoursOfOperation(
        String name, @Nullable String description, OpeningHours hours, Map<String, String> tags) {

    /** Keeps its own copy of the tags. */
    public NewHoursOfOperation {
        tags = Map.copyOf(tags);
    }
}
