package io.recontact.configuration;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes of UpdateHoursOfOperationOverride; null members stay as they are. */
public record HoursOfOperationOverrideUpdate(
        @Nullable String name,
        @Nullable String description,
        HoursOverride.@Nullable Type type,
        @Nullable LocalDate from,
        @Nullable LocalDate till,
        @Nullable Recurrence recurrence,
        @Nullable List<HoursOverride.Slice> slices) {

    /** Copies the slices. */
    public HoursOfOperationOverrideUpdate {
        slices = slices == null ? null : List.copyOf(slices);
    }
}
