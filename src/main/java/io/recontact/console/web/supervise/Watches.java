package io.recontact.console.web.supervise;

import io.recontact.api.ContactId;
import io.recontact.chat.participant.Monitoring;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.console.web.contacts.ParticipantTranscripts;
import io.recontact.console.web.contacts.ParticipantTranscripts.Reader;
import io.recontact.console.web.contacts.TranscriptItems;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.routing.MonitorContactService;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Finds the chats that users watch, and reads them. Who reads is recorded. */
@Component
@ConsoleEnabled
class Watches {

    private final ContactService contacts;
    private final MonitorContactService monitors;
    private final ParticipantTranscripts transcripts;
    private final TranscriptAccess access;

    Watches(
            ContactService contacts,
            MonitorContactService monitors,
            ParticipantTranscripts transcripts,
            TranscriptAccess access) {
        this.contacts = contacts;
        this.monitors = monitors;
        this.transcripts = transcripts;
        this.access = access;
    }

    ContactView require(ConsoleUser user, String text) {
        return contacts.describe(user.instance(), ContactId.parse(user.instance(), "ContactId", text));
    }

    /** Returns how the user watches the chat of a contact, whichever contact the chat is in now. */
    Optional<Monitoring> find(ConsoleUser user, ContactView contact) {
        var chat = new HashSet<>(contacts.contactsOf(contact.session()));
        return monitors.monitoredBy(user.id()).stream()
                .filter(monitoring -> chat.contains(monitoring.contact()))
                .findFirst();
    }

    static boolean isElsewhere(Monitoring monitoring, ContactView contact) {
        return !monitoring.contact().value().equals(contact.id());
    }

    static String path(ContactId contact) {
        return "/console/contacts/%s/watch".formatted(contact);
    }

    /** Adds the newest items to a page, oldest first. */
    void addNewest(ConsoleUser user, ContactView contact, Monitoring monitoring, Model model) {
        add(user, contact, monitoring, model, transcripts::newest);
    }

    /** Adds the items after the newest one that the page has. */
    TranscriptItems addAfter(ConsoleUser user, ContactView contact, Monitoring monitoring, Model model, String newest) {
        return add(user, contact, monitoring, model, reader -> transcripts.after(reader, newest));
    }

    /** Adds items before those that the page has, of past sessions at last. */
    void addEarlier(ConsoleUser user, ContactView contact, Monitoring monitoring, Model model, String token) {
        add(user, contact, monitoring, model, reader -> transcripts.earlier(reader, token));
    }

    private TranscriptItems add(
            ConsoleUser user,
            ContactView contact,
            Monitoring monitoring,
            Model model,
            Function<Reader, TranscriptItems> reading) {
        access.record(user, new ContactId(contact.id()), TranscriptAccess.Kind.READ);
        var items = reading.apply(new Reader(contact.session(), monitoring.participant(), null));
        model.addAttribute("contactId", contact.id());
        model.addAttribute("mayOpenViews", user.may(Permission.CONTACT_TRANSCRIPTS));
        model.addAttribute("mayDownload", user.may(Permission.CONTACT_TRANSCRIPTS_DOWNLOAD));
        model.addAttribute("items", items);
        return items;
    }
}
