package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of UpdateContact. Null leaves a text as it is; map entries are added to the present ones. */
public record ContactUpdate(
        @Nullable String name,
        @Nullable String description,
        Map<String, Reference> references,
        Map<String, SegmentAttribute> segmentAttributes) {

    /**
     * Copies the maps.
     *
     * @throws InvalidRequestException if there is nothing to change
     * @throws InvalidParameterException if a segment attribute is one that only the system sets, or the expiry has no
     *     valid duration
     */
    public ContactUpdate {
        references = Map.copyOf(references);
        segmentAttributes = Map.copyOf(segmentAttributes);
        SystemSegmentAttributes.requireAllowedInUpdates(segmentAttributes);
        SystemSegmentAttributes.expiryMinutes(segmentAttributes);
        if (name == null && description == null && references.isEmpty() && segmentAttributes.isEmpty()) {
            throw new InvalidRequestException("At least one field to be updated must be present");
        }
    }
}
