package io.recontact.console.web.desktop;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactUpdate;
import io.recontact.contact.Reference;
import io.recontact.contact.TagRules;
import io.recontact.contact.UserDefinedAttributes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The attributes, references and tags of a contact that the agent has. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/desktop/{contact}")
class DetailController {

    /** The bounds of the values and names of references in the model. */
    private static final int MAX_REFERENCE = 4096;

    private final ContactService contacts;
    private final Desk desk;
    private final DesktopPage pages;
    private final ContactDetails details;

    DetailController(ContactService contacts, Desk desk, DesktopPage pages, ContactDetails details) {
        this.contacts = contacts;
        this.desk = desk;
        this.pages = pages;
        this.details = details;
    }

    @GetMapping("/details")
    String details(ConsoleUser user, @PathVariable("contact") String text, Model model) {
        var chat = desk.require(user, DesktopController.id(user, text));
        model.addAttribute("chat", chat);
        details.add(user, chat, model);
        return "console/desktop-parts :: contact-details";
    }

    @PostMapping("/attributes")
    String setAttribute(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String key,
            @RequestParam String value,
            Model model,
            HttpServletResponse response) {
        return change(
                user,
                text,
                model,
                response,
                id -> contacts.updateAttributes(
                        user.instance(), id, new UserDefinedAttributes(Map.of(key.strip(), value))));
    }

    @PostMapping("/references")
    String setReference(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String name,
            @RequestParam String value,
            @RequestParam Reference.Type type,
            Model model,
            HttpServletResponse response) {
        return change(user, text, model, response, id -> {
            if (name.isBlank() || name.length() > MAX_REFERENCE || value.length() > MAX_REFERENCE) {
                throw new InvalidParameterException(
                        "A reference needs a name, and has at most %d characters".formatted(MAX_REFERENCE));
            }
            if (!ContactDetails.TYPES.contains(type)) {
                throw new InvalidParameterException("References of type %s cannot be entered".formatted(type));
            }
            contacts.update(
                    user.instance(),
                    id,
                    new ContactUpdate(
                            null, null, Map.of(name.strip(), new Reference(value, type, null, null, null)), Map.of()));
        });
    }

    @PostMapping("/tags")
    String tag(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String key,
            @RequestParam String value,
            Model model,
            HttpServletResponse response) {
        return change(user, text, model, response, id -> {
            var tags = Map.of(key.strip(), value);
            TagRules.requireTags("Tags", tags);
            contacts.tag(user.instance(), id, tags);
        });
    }

    @PostMapping("/tags/remove")
    String untag(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String key,
            Model model,
            HttpServletResponse response) {
        return change(user, text, model, response, id -> contacts.untag(user.instance(), id, List.of(key)));
    }

    private interface Change {

        void apply(ContactId id);
    }

    /** Changes a contact that the agent has. */
    private String change(ConsoleUser user, String text, Model model, HttpServletResponse response, Change change) {
        var id = desk.require(user, DesktopController.id(user, text)).id();
        return pages.act(user, id, model, response, () -> change.apply(id), id);
    }
}
