package io.recontact.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times of the participant service: ISO 8601 in UTC, always with milliseconds, so that they sort as text. */
public final class Iso8601Time {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Iso8601Time() {}

    /** Returns the text of a time. */
    public static String of(Instant time) {
        return FORMAT.format(time);
    }

    /**
     * Parses the text of {@link #of} or any other ISO 8601 form with a zone.
     *
     * @throws InvalidParameterException if the text has another form
     */
    public static Instant parse(String member, String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeParseException _) {
            // The text comes from the caller, so the message names only the member.
            throw new InvalidParameterException("%s is not an ISO 8601 time in UTC".formatted(member));
        }
    }
}
