package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Parses dates of the model, such as {@code 2026-12-24}. */
final class LocalDates {

    /** The pattern of the model, which also fits dates that do not exist. */
    static final String PATTERN = "\\d{4}-\\d{2}-\\d{2}";

    private LocalDates() {}

    /**
     * Parses a date; null remains null.
     *
     * @throws InvalidParameterException if there is no such date
     */
    static @Nullable LocalDate find(String member, @Nullable String text) {
        return text == null ? null : parse(member, text);
    }

    /**
     * Parses a date.
     *
     * @throws InvalidParameterException if there is no such date
     */
    static LocalDate parse(String member, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new InvalidParameterException("%s is not a date".formatted(member));
        }
    }
}
