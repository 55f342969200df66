package io.recontact.testcontrol.web;

import io.recontact.api.InvalidParameterException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks members of requests. */
final class Members {

    private Members() {}

    /** Refuses members that do not exist: a mistyped one would change what a test tests. */
    static void requireKnown(@Nullable Map<String, Object> unknown) {
        if (unknown != null && !unknown.isEmpty()) {
            throw new InvalidParameterException("%s is not a member of this request"
                    .formatted(unknown.keySet().iterator().next()));
        }
    }

    static @Nullable Duration duration(String member, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException _) {
            // The text comes from the caller, so the message names only the member.
            throw new InvalidParameterException("%s is not an ISO 8601 duration such as PT30S".formatted(member));
        }
    }

    static UUID uuid(String member, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new InvalidParameterException("%s is not a UUID".formatted(member));
        }
    }
}
