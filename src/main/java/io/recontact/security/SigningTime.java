package io.recontact.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time of a signature as text: {@code 20150830T123600Z}. */
final class SigningTime {

    private static final int LENGTH = "20150830T123600Z".length();
    private static final int DAY_LENGTH = "20150830".length();

    private SigningTime() {}

    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(DAY_LENGTH) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
            return Optional.empty();
        }
        int day = digits(text, 0, DAY_LENGTH);
        int time = digits(text, DAY_LENGTH + 1, LENGTH - 1);
        if (day < 0 || time < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            day / 10_000, day / 100 % 100, day % 100, time / 10_000, time / 100 % 100, time % 100)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            // The caller's message names the header or parameter.
            return Optional.empty();
        }
    }

    /** Returns the number that a part of a text consists of; negative if it does not. */
    private static int digits(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
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
        var utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        var text = new StringBuilder(LENGTH);
        append(text, utc.getYear(), 4);
        append(text, utc.getMonthValue(), 2);
        append(text, utc.getDayOfMonth(), 2);
        text.append('T');
        append(text, utc.getHour(), 2);
        append(text, utc.getMinute(), 2);
        append(text, utc.getSecond(), 2);
        return text.append('Z').toString();
    }

    private static void append(StringBuilder text, int number, int width) {
        int begin = text.length();
        text.append(number);
        while (text.length() < begin + width) {
            text.insert(begin, '0');
        }
    }

    /** Returns the day that the scope of the credential must name. */
    static String day(Instant time) {
        return text(time).substring(0, DAY_LENGTH);
    }
}
