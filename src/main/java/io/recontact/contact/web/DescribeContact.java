package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.contact.ContactDescription;
import io.recontact.contact.SegmentAttribute;
import io.recontact.wire.Arns;
import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContact.html">DescribeContact</a>.
 */
interface DescribeContact {

    record Response(Contact contact) {

        static Response of(ContactDescription contact, InstanceId instance, Arns arns) {
            var isFirst = contact.previousContactId() == null;
            return new Response(new Contact(
                    arns.contact(instance, new ContactId(contact.id())),
                    contact.id(),
                    // "If this contact is related to other contacts": the first of a session has no initial one.
                    isFirst ? null : contact.initialContactId(),
                    contact.previousContactId(),
                    contact.associationId(),
                    contact.initiationMethod(),
                    contact.name(),
                    contact.description(),
                    contact.channel(),
                    contact.initiatedAt(),
                    contact.connectedToSystemAt(),
                    contact.disconnectedAt(),
                    contact.disconnectReason(),
                    contact.lastUpdatedAt(),
                    contact.relatedContactId(),
                    contact.customerId(),
                    tags(contact.tags(), instance),
                    contact.segmentAttributes(),
                    contact.attributes()));
        }

        /** "Contact tags include AWS generated tags", of which a chat carries its instance. */
        private static Map<String, String> tags(Map<String, String> ofUser, InstanceId instance) {
            var tags = new HashMap<>(ofUser);
            tags.put("aws:connect:instanceId", instance.toString());
            return tags;
        }
    }

    record Contact(
            String arn,
            UUID id,
            @Nullable UUID initialContactId,
            @Nullable UUID previousContactId,
            UUID contactAssociationId,
            String initiationMethod,
            @Nullable String name,
            @Nullable String description,
            String channel,
            Instant initiationTimestamp,
            @Nullable Instant connectedToSystemTimestamp,
            @Nullable Instant disconnectTimestamp,
            @Nullable String disconnectReason,
            Instant lastUpdateTimestamp,
            @Nullable UUID relatedContactId,
            @Nullable String customerId,
            Map<String, String> tags,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, SegmentAttribute> segmentAttributes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributes) {}
}
