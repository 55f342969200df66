package io.recontact.chat;

import io.recontact.api.InvalidParameterException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The maximum length of a message, by its content type. */
public enum MessageLengthLimits {

    /** The limits of January 2023, in characters (API change note of 2023-01-19; SendMessage for responses). */
    SEED {
        @Override
        public void check(String member, ChatMessage message) {
            int max = CHARACTERS.getOrDefault(message.contentType(), MAX_PLAIN);
            if (message.content().codePointCount(0, message.content().length()) > max) {
                throw tooLong(member, message, max, "characters");
            }
        }
    },

    /** The current limit of all types, in UTF-8 bytes. */
    CURRENT {
        @Override
        public void check(String member, ChatMessage message) {
            if (message.content().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw tooLong(member, message, MAX_BYTES, "bytes");
            }
        }
    };

    private static final int MAX_PLAIN = 1_024;
    private static final int MAX_BYTES = 16_384;
    private static final Map<String, Integer> CHARACTERS = Map.of(
            ContentTypes.PLAIN,
            MAX_PLAIN,
            ContentTypes.MARKDOWN,
            MAX_PLAIN,
            ContentTypes.JSON,
            12_000,
            ContentTypes.INTERACTIVE_RESPONSE,
            12_288);

    /**
     * Checks the length of a message.
     *
     * @param member the member of the request that holds it, for the error message
     * @throws InvalidParameterException if it is too long for its type
     */
    public abstract void check(String member, ChatMessage message);

    private static InvalidParameterException tooLong(String member, ChatMessage message, int max, String unit) {
        return new InvalidParameterException(
                "%s may have at most %d %s with content type %s".formatted(member, max, unit, message.contentType()));
    }
}
