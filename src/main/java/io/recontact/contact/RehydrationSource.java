package io.recontact.contact;

import io.recontact.api.SessionId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a new chat comes from.
 *
 * @param contact becomes the RelatedContactId of the new contact
 * @param association the root of the tree that both belong to
 * @param attributes are copied to the new contact; so are its name, description, customer id and references
 * @param segmentAttributes those that callers have defined are copied as well
 * @param pastSession the session whose transcript is continued; none if the chat is only related
 * @param pastUntil the last item of it that belongs to the past of the new chat; all, when absent
 */
record RehydrationSource(
        UUID contact,
        UUID association,
        UserDefinedAttributes attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        @Nullable SessionId pastSession,
        @Nullable Long pastUntil) {

    RehydrationSource {
        segmentAttributes = SystemSegmentAttributes.leftOutOf(segmentAttributes);
    }
}
