package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceException;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.retention.LegalHoldService;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Stops contacts, and places and releases legal holds on them. A refusal is shown on the page of the contact. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/contacts/{contact}")
class ContactActionController {

    private static final Logger log = LoggerFactory.getLogger(ContactActionController.class);

    private final ContactPages pages;
    private final ContactService contacts;
    private final LegalHoldService holds;

    ContactActionController(ContactPages pages, ContactService contacts, LegalHoldService holds) {
        this.pages = pages;
        this.contacts = contacts;
        this.holds = holds;
    }

    @PostMapping("/stop")
    String stop(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        return act(user, text, model, response, contact -> {
            contacts.stop(user.instance(), new ContactId(contact.id()));
            log.info("User {} has stopped contact {}", user.id(), contact.id());
        });
    }

    /** Places a hold on the chat, or on all chats of its customer. */
    @PostMapping("/holds")
    String placeHold(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "contact") String scope,
            Model model,
            HttpServletResponse response) {
        return act(user, text, model, response, contact -> {
            var hold = scope.equals("customer")
                    ? holds.placeOnCustomer(user.instance(), requireCustomer(contact), reason)
                    : holds.placeOnContact(user.instance(), new ContactId(contact.id()), reason);
            log.info("User {} has placed legal hold {}", user.id(), hold.id());
        });
    }

    @PostMapping("/holds/{hold}/release")
    String releaseHold(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @PathVariable("hold") String hold,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return act(user, text, model, response, _ -> {
            holds.release(user.instance(), id(hold), reason);
            log.info("User {} has released legal hold {}", user.id(), hold);
        });
    }

    /** Something to do with a contact. */
    private interface Action {

        void perform(ContactView contact);
    }

    private String act(ConsoleUser user, String text, Model model, HttpServletResponse response, Action action) {
        var contact = pages.require(user, text);
        try {
            action.perform(contact);
            return "redirect:/console/contacts/" + contact.id();
        } catch (ServiceException refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", refusal.getMessage());
            return pages.show(user, pages.require(user, text), model);
        }
    }

    /** Returns the CustomerId of a contact that has one. */
    static String requireCustomer(ContactView contact) {
        var customer = contact.customerId();
        if (customer == null || customer.isEmpty()) {
            throw new InvalidRequestException("Contact %s has no CustomerId".formatted(contact.id()));
        }
        return customer;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            // The cause would repeat the text.
            throw new InvalidParameterException("The id of the legal hold is not well-formed");
        }
    }
}
