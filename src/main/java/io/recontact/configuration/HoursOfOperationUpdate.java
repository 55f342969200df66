package io.recontact.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes of UpdateHoursOfOperation; null members stay as they are. */
public record HoursOfOperationUpdate(
        @Nullable String name,
        @Nullable String description,
        @Nullable String timeZone,
        @Nullable List<OpeningHours.Slice> slices) {

    /** Copies the slices. */
    public HoursOfOperationUpdate {
        slices = slices == null ? null : List.copyOf(slices);
    }
}
