package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The bounds of the tags of contacts, as the model of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_TagContact.html">TagContact</a> has them.
 */
public final class TagRules {

    /** The pattern of the model, including its range from plus to equals. */
    private static final Pattern KEY = Pattern.compile("(?!aws:)[a-zA-Z+-=._:/]{1,128}");

    private static final int MAX_VALUE = 256;

    private TagRules() {}

    /**
     * Checks keys.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if a key has other characters, or begins with {@code aws:}
     */
    public static void requireKeys(String member, Collection<String> keys) {
        for (var key : keys) {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidParameterException(
                        "%s: a key must have 1 to 128 of the allowed characters and not begin with aws:"
                                .formatted(member));
            }
        }
    }

    /**
     * Checks keys and values.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if a key is not allowed, or a value is absent or too long
     */
    public static void requireTags(String member, Map<String, String> tags) {
        requireKeys(member, tags.keySet());
        for (var value : tags.values()) {
            if (value == null || value.length() > MAX_VALUE) {
                throw new InvalidParameterException(
                        "%s: a value must be text of at most %d characters".formatted(member, MAX_VALUE));
            }
        }
    }
}
