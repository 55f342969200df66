package io.recontact.contact.web;

import io.recontact.contact.TagRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_TagContact.html">TagContact</a>,
 * and the bounds it shares with <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UntagContact.html">UntagContact</a>.
 */
interface ContactTags {

    /** The maximum number of tags in a request. */
    int MAX = 6;

    record TagRequest(
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = MAX) Map<String, String> tags) {

        void requireValid() {
            TagRules.requireTags("Tags", tags);
        }
    }
}
