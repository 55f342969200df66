package io.recontact.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The time of a signature as text: {@code 20150830T123600Z}. */
final class SigningTime {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private static final int DAY_LENGTH = "20150830".length();

    private SigningTime() {}

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            // The caller's message names the header or parameter.
            return Optional.empty();
        }
    }

    /** Parses a {@code Date} header, which may replace {@code X-Amz-Date} and has the form of HTTP dates. */
    static Optional<Instant> parseDateHeader(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return parse(text);
        }
    }

    static String text(Instant time) {
        return BASIC.format(time);
    }

    /** Returns the day that the scope of the credential must name. */
    static String day(Instant time) {
        return text(time).substring(0, DAY_LENGTH);
    }
}
