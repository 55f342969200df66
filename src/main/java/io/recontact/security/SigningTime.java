package io.recontact.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The time of a signature as the wire spells it: {@code 20150830T123600Z}. */
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
            // The caller says which header or parameter it was.
            return Optional.empty();
        }
    }

    /** A {@code Date} header, which may stand in for {@code X-Amz-Date} and has the form that HTTP gives it. */
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

    /** The day that the scope of a credential must name. */
    static String day(Instant time) {
        return text(time).substring(0, DAY_LENGTH);
    }
}
