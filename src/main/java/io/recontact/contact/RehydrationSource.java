package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact that a new chat continues from or is related to. The new contact copies its name, description, customer
 * id and references.
 *
 * @param contact the RelatedContactId of the new contact
 * @param association the root of the tree of both contacts
 * @param attributes the attributes that the new contact copies
 * @param segmentAttributes the segment attributes that it copies: those that callers defined
 * @param pastSession the session whose transcript it continues; null if the chat is only related
 * @param pastUntil the last item of the past session that belongs to the new chat; null for all of them
 */
record RehydrationSource(
        ContactId contact,
        ContactId association,
        UserDefinedAttributes attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        @Nullable SessionId pastSession,
        @Nullable Long pastUntil) {

    RehydrationSource {
        segmentAttributes = SystemSegmentAttributes.userDefined(segmentAttributes);
    }
}
