package io.recontact.history.web;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.contact.search.ContactLineage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer of ListContactLineage in the admin API. */
interface ContactLineages {

    record Page(List<Contact> contacts, @Nullable String nextToken) {

        static Page of(ContactLineage.Page page) {
            return new Page(page.contacts().stream().map(Contact::of).toList(), page.nextToken());
        }
    }

    record Contact(
            UUID contactId,
            UUID initialContactId,
            ContactLineage.Position position,
            List<Link> followsFrom,
            Channel channel,
            InitiationMethod initiationMethod,
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp) {

        private static Contact of(ContactLineage member) {
            var contact = member.contact();
            return new Contact(
                    contact.id(),
                    contact.initialContactId(),
                    member.position(),
                    member.followsFrom().stream()
                            .map(link -> new Link(link.contactId(), link.kind()))
                            .toList(),
                    contact.channel(),
                    contact.initiationMethod(),
                    contact.initiatedAt(),
                    contact.disconnectedAt());
        }
    }

    record Link(UUID contactId, ContactLineage.Kind link) {}
}
