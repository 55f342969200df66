package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceException;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.history.CustomerExportService;
import io.recontact.retention.EndedSessions;
import io.recontact.retention.Erasure;
import io.recontact.retention.ErasureService;
import io.recontact.security.Account;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Erases a chat or all that is kept of a customer, and exports the latter. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/contacts/{contact}")
class ContactDataController {

    private static final Logger log = LoggerFactory.getLogger(ContactDataController.class);

    /** The sessions of a customer that are counted before an erasure. */
    private static final int MAX_COUNTED = 100;

    private static final String OF_CUSTOMER = "customer";

    private final ContactPages pages;
    private final ContactService contacts;
    private final EndedSessions sessions;
    private final ErasureService erasures;
    private final CustomerExportService exports;
    private final Account account;

    ContactDataController(
            ContactPages pages,
            ContactService contacts,
            EndedSessions sessions,
            ErasureService erasures,
            CustomerExportService exports,
            Account account) {
        this.pages = pages;
        this.contacts = contacts;
        this.sessions = sessions;
        this.erasures = erasures;
        this.exports = exports;
        this.account = account;
    }

    /** Names what an erasure deletes, and asks for its reason. */
    @GetMapping("/erase")
    ModelAndView confirm(ConsoleUser user, @PathVariable("contact") String text) {
        return confirmation(user, pages.require(user, text));
    }

    private ModelAndView confirmation(ConsoleUser user, ContactView contact) {
        var page = new ModelAndView("console/erase");
        page.addObject("contactId", contact.id());
        page.addObject("contacts", contacts.contactsOf(contact.session()));
        var customer = contact.customerId();
        if (customer != null && !customer.isEmpty()) {
            var found = sessions.sessionsOf(user.instance(), customer, null, MAX_COUNTED + 1)
                    .size();
            page.addObject("customer", customer);
            page.addObject("sessions", found > MAX_COUNTED ? "more than " + MAX_COUNTED : String.valueOf(found));
        }
        return page;
    }

    /** Erases. The answer is not a redirect, because the contact has no page afterwards. */
    @PostMapping("/erase")
    ModelAndView erase(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "contact") String scope,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        var contact = pages.require(user, text);
        try {
            if (!confirmed) {
                throw new InvalidRequestException("Confirm that the data cannot be restored");
            }
            var erasure = erase(user, contact, scope, reason);
            log.info("User {} has made erasure {}", user.id(), erasure.id());
            var page = new ModelAndView("console/erased");
            page.addObject(
                    "rows",
                    erasure.deleted().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            page.addObject("remaining", erasure.remainingSessions());
            page.addObject("erasureId", erasure.id());
            return page;
        } catch (ServiceException refusal) {
            var page = confirmation(user, contact);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("refusal", refusal.getMessage());
            page.addObject("reason", reason);
            return page;
        }
    }

    private Erasure erase(ConsoleUser user, ContactView contact, String scope, String reason) {
        var requestedBy = "user/" + user.id();
        return scope.equals(OF_CUSTOMER)
                ? erasures.eraseCustomer(
                        user.instance(), ContactActionController.requireCustomer(contact), reason, requestedBy)
                : erasures.eraseContact(user.instance(), new ContactId(contact.id()), reason, requestedBy);
    }

    /** Writes the archive of GetCustomerExport for the customer of a contact. */
    @GetMapping("/customer-export")
    void export(ConsoleUser user, @PathVariable("contact") String text, HttpServletResponse response)
            throws IOException {
        var customer = ContactActionController.requireCustomer(pages.require(user, text));
        log.info("User {} exports the customer of contact {}", user.id(), text);
        exports.write(user.instance(), customer, account.arns(), () -> {
            response.setContentType("application/zip");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    // Without the CustomerId, which is personal data.
                    ContentDisposition.attachment()
                            .filename("customer-export.zip")
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }
}
