package io.recontact.contact.web;

import io.recontact.api.InvalidRequestException;
import io.recontact.contact.ContactUpdate;
import io.recontact.contact.Reference;
import io.recontact.contact.SegmentAttribute;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContact.html">UpdateContact</a>.
 */
interface UpdateContact {

    record Request(
            @Size(max = 1024) @Nullable String name,
            @Size(max = 4096) @Nullable String description,
            @Nullable Map<@Size(min = 1, max = 4096) String, @NotNull @Valid Reference> references,

            @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> segmentAttributes,

            @Nullable Object queueInfo,
            @Nullable Object userInfo,
            @Nullable Object customerEndpoint,
            @Nullable Object systemEndpoint) {

        ContactUpdate toContactChange() {
            if (queueInfo != null || userInfo != null || customerEndpoint != null || systemEndpoint != null) {
                throw new InvalidRequestException(
                        "QueueInfo, UserInfo, CustomerEndpoint and SystemEndpoint are for external audio, not for chats");
            }
            return new ContactUpdate(
                    name,
                    description,
                    references == null ? Map.of() : references,
                    segmentAttributes == null ? Map.of() : segmentAttributes);
        }
    }
}
