package io.recontact.console.web.contacts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as pages show them, in UTC. */
public final class Times {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Times() {}

    /** Returns a time with its day. */
    public static String text(Instant time) {
        return TIME.format(time);
    }

    static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    /** Returns a duration in its two largest units; that of a negative one is zero. */
    public static String text(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return "%d s".formatted(seconds);
        }
        if (seconds < 3600) {
            return "%d min %d s".formatted(seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60)
                : "%d d %d h".formatted(seconds / 86_400, seconds % 86_400 / 3600);
    }
}
