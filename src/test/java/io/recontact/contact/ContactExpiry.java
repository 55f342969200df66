package io.recontact.contact;

import java.util.Map;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** The segment attribute that says how long a contact may last. */
final class ContactExpiry {

    private ContactExpiry() {}

    static SegmentAttributeValue of(int minutes) {
        return SegmentAttributeValue.builder()
                .valueMap(Map.of(
                        "ExpiryDuration",
                        SegmentAttributeValue.builder().valueInteger(minutes).build()))
                .build();
    }
}
