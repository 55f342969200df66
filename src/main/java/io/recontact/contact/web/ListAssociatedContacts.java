package io.recontact.contact.web;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.contact.search.AssociatedContact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListAssociatedContacts.html">ListAssociatedContacts</a>.
 */
interface ListAssociatedContacts {

    record Response(
            List<AssociatedContactSummary> contactSummaryList,
            @Nullable String nextToken) {

        static Response of(AssociatedContact.Page page, InstanceId instance, Arns arns) {
            return new Response(
                    page.contacts().stream()
                            .map(contact -> AssociatedContactSummary.of(contact, instance, arns))
                            .toList(),
                    page.nextToken());
        }
    }

    record AssociatedContactSummary(
            UUID contactId,
            String contactArn,
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp,
            @Nullable UUID initialContactId,
            @Nullable UUID previousContactId,
            @Nullable UUID relatedContactId,
            InitiationMethod initiationMethod,
            Channel channel) {

        static AssociatedContactSummary of(AssociatedContact contact, InstanceId instance, Arns arns) {
            return new AssociatedContactSummary(
                    contact.id(),
                    arns.of(instance, new ContactId(contact.id())),
                    contact.initiatedAt(),
                    contact.disconnectedAt(),
                    contact.previousContactId() == null ? null : contact.initialContactId(),
                    contact.previousContactId(),
                    contact.relatedContactId(),
                    contact.initiationMethod(),
                    contact.channel());
        }
    }
}
