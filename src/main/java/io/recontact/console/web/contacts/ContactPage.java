package io.recontact.console.web.contacts;

import io.recontact.api.Channel;
import io.recontact.contact.ContactView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts of a contact as its page shows them. */
record ContactPage(UUID id, boolean isActive, boolean isChat, List<Fact> facts) {

    /** A fact and its value. */
    record Fact(String name, String value, @Nullable String link) {}

    /** Returns the page of a contact. */
    static ContactPage of(ContactView contact, Names.Known names, Instant now) {
        return new ContactPage(
                contact.id(),
                contact.disconnectedAt() == null,
                contact.channel() == Channel.CHAT,
                facts(contact, names, now));
    }

    private static List<Fact> facts(ContactView contact, Names.Known names, Instant now) {
        var facts = new ArrayList<Fact>();
        add(facts, "Channel", ContactSearchController.word(contact.channel()));
        add(facts, "Initiated by", ContactSearchController.word(contact.initiationMethod()));
        var ended = contact.disconnectedAt();
        add(
                facts,
                ended == null ? "Active for" : "Lasted",
                Times.text(Duration.between(contact.initiatedAt(), ended == null ? now : ended)));
        var reason = contact.disconnectReason();
        add(facts, "Ended because", reason == null ? null : ContactSearchController.word(reason));
        var queued = contact.queued();
        add(facts, "Queue", queued == null ? null : names.of(queued.queue()));
        var accepted = contact.accepted();
        add(facts, "Agent", accepted == null ? null : names.of(accepted.agent()));
        var customer = contact.customerId();
        if (customer != null && !customer.isEmpty()) {
            facts.add(new Fact("Customer", customer, ContactFilter.ofCustomer(customer)));
        }
        add(facts, "Name", contact.name());
        add(facts, "Description", contact.description());
        addLink(facts, "Follows from", contact.previousContactId());
        addLink(facts, "Related to", contact.relatedContactId());
        return facts;
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, value, null));
        }
    }

    private static void addLink(List<Fact> facts, String name, @Nullable UUID contact) {
        if (contact != null) {
            facts.add(new Fact(name, contact.toString(), "/console/contacts/" + contact));
        }
    }
}
