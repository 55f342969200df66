package io.recontact.configuration.web;

import io.recontact.configuration.Recurrence;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The wrapper that the model puts around the pattern of an override. */
record RecurrenceConfig(@NotNull @Valid Recurrence recurrencePattern) {

    static @Nullable RecurrenceConfig of(@Nullable Recurrence recurrence) {
        return recurrence == null ? null : new RecurrenceConfig(recurrence);
    }

    static @Nullable Recurrence pattern(@Nullable RecurrenceConfig config) {
        return config == null ? null : config.recurrencePattern();
    }
}
