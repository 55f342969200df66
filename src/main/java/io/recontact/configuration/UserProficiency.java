package io.recontact.configuration;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The proficiency of a user in a value of a predefined attribute, by its name.
 *
 * @param level 1 to 5
 */
public record UserProficiency(String attributeName, String attributeValue, int level) {

    /** Returns an id that is unique among the proficiencies of a user, for the order of a list. */
    public UUID id() {
        return UUID.nameUUIDFromBytes("%d:%s%s"
                .formatted(attributeName.length(), attributeName, attributeValue)
                .getBytes(StandardCharsets.UTF_8));
    }
}
