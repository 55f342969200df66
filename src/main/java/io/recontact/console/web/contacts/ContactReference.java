package io.recontact.console.web.contacts;

import io.recontact.contact.Reference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reference of a contact.
 *
 * @param link where it leads; null if it is no address of the web
 */
record ContactReference(String name, String value, @Nullable String link) {

    static List<ContactReference> all(Map<String, Reference> references) {
        return references.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ContactReference of(String name, Reference reference) {
        var value = reference.value();
        var text = value == null ? ContactSearchController.word(reference.type()) : value;
        return new ContactReference(
                name, text, reference.type() == Reference.Type.URL && isOfTheWeb(text) ? text : null);
    }

    /** Other addresses, such as scripts, are only text. */
    private static boolean isOfTheWeb(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }
}
