package io.recontact.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Times as the participant service writes them: ISO 8601 in UTC, always with milliseconds, so that their order as text
 * is their order in time.
 */
public final class Iso8601Time {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Iso8601Time() {}

    /** The text for a time. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    /**
     * The time that {@code text} means: what {@link #of} gives, or any other ISO 8601 form with a zone.
     *
     * @throws InvalidParameterException if it is none
     */
    public static Instant parse(String member, String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException _) {
            // The text is the caller's own, and the message names the member that has it.
            throw new InvalidParameterException("%s is not an ISO 8601 time in UTC".formatted(member));
        }
    }
}
