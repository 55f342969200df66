package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create hours of operation. */
public record NewHoursOfOperation(
        String name, @Nullable String description, OpeningHours hours, Map<String, String> tags) {

    /** Copies the tags. */
    public NewHoursOfOperation {
        tags = Map.copyOf(tags);
    }
}
