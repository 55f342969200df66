package io.recontact.configuration;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request to create hours of operation.
 *
 * @param parents the hours whose overrides it inherits
 */
public record NewHoursOfOperation(
        String name,
        @Nullable String description,
        OpeningHours hours,
        Set<HoursOfOperationId> parents,
        @Nullable Map<String, String> tags) {

    /** Copies the parents. */
    public NewHoursOfOperation {
        parents = Set.copyOf(parents);
    }
}
