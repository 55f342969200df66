package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * User-defined attributes of a session: keys of letters, digits, dash and underscore, and at most 32,768 UTF-8 bytes
 * over all keys and values (API reference of StartChatContact). An empty value keeps its key.
 */
public record UserDefinedAttributes(Map<String, String> entries) {

    /** No attributes. */
    public static final UserDefinedAttributes NONE = new UserDefinedAttributes(Map.of());

    private static final int MAX_BYTES = 32_768;
    private static final int MAX_LENGTH = 32_767;
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_-]{1,%d}".formatted(MAX_LENGTH));

    /**
     * Checks the bounds.
     *
     * @throws InvalidParameterException if a key, a value or the total size is out of bounds
     */
    public UserDefinedAttributes {
        long bytes = 0;
        for (var entry : entries.entrySet()) {
            if (!KEY.matcher(entry.getKey()).matches()) {
                throw new InvalidParameterException(
                        "Attributes: a key may have only letters, digits, dash and underscore, and must not be empty");
            }
            if (entry.getValue() == null || entry.getValue().length() > MAX_LENGTH) {
                throw new InvalidParameterException(
                        "Attributes: a value must be text of at most %d characters".formatted(MAX_LENGTH));
            }
            bytes += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
        }
        if (bytes > MAX_BYTES) {
            throw new InvalidParameterException(
                    "Attributes: keys and values have more than %d UTF-8 bytes together".formatted(MAX_BYTES));
        }
        entries = Map.copyOf(entries);
    }

    /** Returns these attributes and the others. The others replace those with the same key. */
    public UserDefinedAttributes overlaidBy(UserDefinedAttributes others) {
        var merged = new HashMap<>(entries);
        merged.putAll(others.entries);
        return new UserDefinedAttributes(merged);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
