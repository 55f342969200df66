package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.contact.search.AssociatedContactService;
import io.recontact.history.TranscriptFormat;
import io.recontact.retention.LegalHoldService;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a contact with what its reader may see and do. */
@Component
@ConsoleEnabled
class ContactPages {

    private static final String VIEW = "console/contact";

    /** The most contacts that are drawn. */
    private static final int MAX_LINEAGE = 40;

    private final ContactService contacts;
    private final AssociatedContactService lineages;
    private final TranscriptPages transcripts;
    private final Timelines timelines;
    private final LegalHoldService holds;
    private final Names names;
    private final Clock clock;

    ContactPages(
            ContactService contacts,
            AssociatedContactService lineages,
            TranscriptPages transcripts,
            Timelines timelines,
            LegalHoldService holds,
            Names names,
            Clock clock) {
        this.contacts = contacts;
        this.lineages = lineages;
        this.transcripts = transcripts;
        this.timelines = timelines;
        this.holds = holds;
        this.names = names;
        this.clock = clock;
    }

    /** A legal hold in force. */
    record Hold(String id, boolean isOfCustomer, String reason, String placed) {}

    ContactView require(ConsoleUser user, String text) {
        return contacts.describe(user.instance(), ContactId.parse(user.instance(), "ContactId", text));
    }

    /** Fills the model, and returns the name of the view. */
    String show(ConsoleUser user, ContactView contact, Model model) {
        var id = new ContactId(contact.id());
        var lineage = lineages.lineage(user.instance(), id, MAX_LINEAGE, null);
        var page = page(user, contact);
        model.addAttribute("contact", page);
        model.addAttribute("timeline", timelines.of(user, contact, lineage.contacts()));
        if (user.may(Permission.CONTACT_ATTRIBUTES)) {
            model.addAttribute("attributes", new TreeMap<>(contact.attributes()));
            model.addAttribute("tags", new TreeMap<>(contact.tags()));
            model.addAttribute("references", ContactReference.all(contacts.references(user.instance(), id)));
        }
        if (lineage.contacts().size() > 1) {
            model.addAttribute("lineage", LineageDrawing.of(lineage.contacts()));
            model.addAttribute("isLineageCut", lineage.nextToken() != null);
        }
        if (page.isChat() && user.may(Permission.CONTACT_TRANSCRIPTS)) {
            model.addAttribute("items", transcripts.newest(user, id, null));
            model.addAttribute("formats", TranscriptFormat.values());
        }
        addTranscript(user, contact, model);
        if (user.may(Permission.LEGAL_HOLDS_VIEW)) {
            model.addAttribute("holds", holds(user, contact));
        }
        var customer = contact.customerId();
        model.addAttribute("hasCustomer", customer != null && !customer.isEmpty());
        return VIEW;
    }

    /** Fills in what the parts of a transcript need beside their items. */
    void addTranscript(ConsoleUser user, ContactView contact, Model model) {
        model.addAttribute("contactId", contact.id());
        model.addAttribute("mayOpenViews", user.may(Permission.CONTACT_TRANSCRIPTS));
        model.addAttribute("mayDownload", user.may(Permission.CONTACT_TRANSCRIPTS_DOWNLOAD));
        model.addAttribute("isLive", contact.disconnectedAt() == null);
    }

    private ContactPage page(ConsoleUser user, ContactView contact) {
        var queued = contact.queued();
        var accepted = contact.accepted();
        var known = names.find(
                user.instance(),
                Collections.singletonList(queued == null ? null : queued.queue()),
                Collections.singletonList(accepted == null ? null : accepted.agent()));
        return ContactPage.of(contact, known, clock.instant());
    }

    private List<Hold> holds(ConsoleUser user, ContactView contact) {
        return holds.inForce(user.instance(), contacts.contactsOf(contact.session()), contact.customerId()).stream()
                .map(hold -> new Hold(
                        hold.id().toString(),
                        hold.customerId().isPresent(),
                        hold.reason(),
                        Times.text(hold.placedAt())))
                .toList();
    }
}
