package io.recontact.console.web.supervise;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.message.MessageService;
import io.recontact.chat.participant.Monitoring;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactView;
import io.recontact.routing.MonitorCapability;
import io.recontact.routing.MonitorContactService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lets supervisors watch a live chat, and join it. The page follows the chat when an agent transfers it. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/contacts/{contact}/watch")
class WatchController {

    private static final Logger log = LoggerFactory.getLogger(WatchController.class);

    private static final String VIEW = "console/watch";

    private final MonitorContactService monitors;
    private final MessageService messages;
    private final Watches watches;

    WatchController(MonitorContactService monitors, MessageService messages, Watches watches) {
        this.monitors = monitors;
        this.messages = messages;
        this.watches = watches;
    }

    /**
     * The connection by which the user watches.
     *
     * @param mayBarge true if the user may join and has not yet
     */
    record Watch(boolean isSilent, boolean mayBarge) {}

    @GetMapping
    String watch(ConsoleUser user, @PathVariable("contact") String text, Model model) {
        var contact = watches.require(user, text);
        var monitoring = watches.find(user, contact);
        return monitoring.filter(found -> Watches.isElsewhere(found, contact)).isPresent()
                ? "redirect:" + Watches.path(monitoring.get().contact())
                : show(user, contact, monitoring.orElse(null), model);
    }

    /** Begins to watch silently. */
    @PostMapping
    String begin(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        var capabilities = EnumSet.of(MonitorCapability.SILENT_MONITOR);
        if (user.may(Permission.BARGE_INTO_CONTACTS)) {
            capabilities.add(MonitorCapability.BARGE);
        }
        return act(user, text, model, response, contact -> {
            monitors.monitor(
                    user.instance(), new MonitorContactService.Command(contact, user.id(), capabilities), null);
            log.info("User {} watches contact {}", user.id(), contact);
        });
    }

    /** Joins the chat. */
    @PostMapping("/barge")
    String barge(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        return act(user, text, model, response, contact -> {
            monitors.barge(user.instance(), user.id(), contact);
            log.info("User {} has joined contact {}", user.id(), contact);
        });
    }

    /** Stops watching. */
    @PostMapping("/leave")
    String leave(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        return act(user, text, model, response, contact -> {
            monitors.leave(user.instance(), user.id(), contact);
            log.info("User {} watches contact {} no longer", user.id(), contact);
        });
    }

    /**
     * Sends a message. A part of a page gets the form again.
     *
     * @param token makes a repeated request send nothing
     */
    @PostMapping("/messages")
    String send(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "") String content,
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (request.getHeader("HX-Request") == null) {
            return act(user, text, model, response, contact -> send(user, contact, content, token));
        }
        var contact = watches.require(user, text);
        fillForm(contact, model);
        try {
            send(user, new ContactId(contact.id()), content, token);
        } catch (ServiceException refusal) {
            // htmx shows only the answers of requests that succeed.
            model.addAttribute("refusal", refusal.getMessage());
            model.addAttribute("content", content);
        }
        return "console/watch-parts :: form";
    }

    private void send(ConsoleUser user, ContactId contact, String content, String token) {
        if (content.isBlank()) {
            throw new InvalidParameterException("The message is empty");
        }
        var monitoring = monitors.monitoredBy(user.id()).stream()
                .filter(found -> found.contact().equals(contact))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(
                        "User %s does not monitor contact %s".formatted(user.id(), contact)));
        messages.send(
                monitoring.participant(), new ChatMessage(ContentTypes.PLAIN, content), token.isEmpty() ? null : token);
    }

    /** Something to do with a chat. */
    private interface Action {

        void perform(ContactId contact);
    }

    private String act(ConsoleUser user, String text, Model model, HttpServletResponse response, Action action) {
        var contact = watches.require(user, text);
        try {
            action.perform(new ContactId(contact.id()));
            return "redirect:" + Watches.path(new ContactId(contact.id()));
        } catch (ServiceException refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", refusal.getMessage());
            return show(user, contact, watches.find(user, contact).orElse(null), model);
        }
    }

    private String show(ConsoleUser user, ContactView contact, @Nullable Monitoring monitoring, Model model) {
        model.addAttribute("contactId", contact.id());
        model.addAttribute("isLive", contact.disconnectedAt() == null);
        model.addAttribute("mayOpenContacts", user.may(Permission.CONTACT_SEARCH));
        if (monitoring != null) {
            model.addAttribute(
                    "watch",
                    new Watch(
                            monitoring.isSilent(),
                            monitoring.isSilent()
                                    && monitoring.mayBarge()
                                    && user.may(Permission.BARGE_INTO_CONTACTS)));
            watches.addNewest(user, contact, monitoring, model);
            fillForm(contact, model);
        }
        return VIEW;
    }

    private static void fillForm(ContactView contact, Model model) {
        model.addAttribute("contactId", contact.id());
        model.addAttribute("token", UUID.randomUUID().toString());
    }
}
