package io.recontact.contact.web;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_TagContact.html">TagContact</a>,
 * and the bounds it shares with <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UntagContact.html">UntagContact</a>.
 */
interface ContactTags {

    /** The maximum number of tags in a request. */
    int MAX = 6;

    /** The pattern of the model, including its range from plus to equals. */
    Pattern KEY = Pattern.compile("(?!aws:)[a-zA-Z+-=._:/]{1,128}");

    record TagRequest(
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = MAX) Map<String, String> tags) {

        void requireValid() {
            requireKeys("Tags", tags.keySet());
            for (var value : tags.values()) {
                if (value == null || value.length() > 256) {
                    throw new InvalidParameterException("Tags: a value must be text of at most 256 characters");
                }
            }
        }
    }

    /** Refuses keys that the model does not allow. */
    static void requireKeys(String member, Collection<String> keys) {
        for (var key : keys) {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidParameterException(
                        "%s: a key must have 1 to 128 of the allowed characters and not begin with aws:"
                                .formatted(member));
            }
        }
    }
}
