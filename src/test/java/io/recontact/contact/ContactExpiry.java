package io.recontact.contact;

import java.util.Map;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** The segment attribute with the maximum duration of a contact. */
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
