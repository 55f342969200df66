package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What UpdateContact changes: null leaves a text as it is, and map entries are laid over those that are there. */
public record ContactUpdate(
        @Nullable String name,
        @Nullable String description,
        Map<String, Reference> references,
        Map<String, SegmentAttribute> segmentAttributes) {

    /**
     * Keeps its own copies.
     *
     * @throws InvalidRequestException if there is nothing to change
     * @throws InvalidParameterException if only the system sets a segment attribute, or one does not say how long a
     *     contact may last
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
