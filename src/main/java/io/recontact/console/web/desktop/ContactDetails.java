package io.recontact.console.web.desktop;

import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.contacts.Times;
import io.recontact.contact.ContactService;
import io.recontact.contact.Reference;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The facts of a contact, which the desktop shows beside its transcript. */
@Component
@ConsoleEnabled
class ContactDetails {

    /** The types of references that a person can enter. */
    static final List<Reference.Type> TYPES = List.of(
            Reference.Type.URL,
            Reference.Type.STRING,
            Reference.Type.NUMBER,
            Reference.Type.DATE,
            Reference.Type.EMAIL);

    private final ContactService contacts;

    ContactDetails(ContactService contacts) {
        this.contacts = contacts;
    }

    /**
     * A reference.
     *
     * @param link its value if a browser may follow it; null otherwise
     */
    record Row(
            String name,
            String type,
            @Nullable String value,
            @Nullable String link) {

        static Row of(String name, Reference reference) {
            var value = reference.value();
            var isLink = reference.type() == Reference.Type.URL
                    && value != null
                    && (value.startsWith("https://") || value.startsWith("http://"));
            return new Row(name, reference.type().name(), value, isLink ? value : null);
        }
    }

    void add(ConsoleUser user, Desk.Held held, Model model) {
        var contact = held.contact();
        model.addAttribute("initiated", Times.text(contact.initiatedAt()));
        model.addAttribute("attributes", new TreeMap<>(contacts.attributes(user.instance(), held.id())));
        model.addAttribute("tags", new TreeMap<>(contact.tags()));
        model.addAttribute(
                "references",
                contacts.references(user.instance(), held.id()).entrySet().stream()
                        .map(entry -> Row.of(entry.getKey(), entry.getValue()))
                        .toList());
        model.addAttribute("referenceTypes", TYPES);
    }
}
