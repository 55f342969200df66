package io.recontact.console.web.desktop;

import io.recontact.api.ContactId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.live.LiveStreams;
import io.recontact.push.SessionChanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The desktop, its parts, and the stream that tells which of them to read again. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/desktop")
class DesktopController {

    static final String PATH = "/console/desktop";

    private final Desk desk;
    private final Conversation conversation;
    private final DesktopPage pages;
    private final LiveStreams streams;
    private final AgentWatch watch;
    private final SessionChanges changes;
    private final TypingNotice typing;

    DesktopController(
            Desk desk,
            Conversation conversation,
            DesktopPage pages,
            LiveStreams streams,
            AgentWatch watch,
            SessionChanges changes,
            TypingNotice typing) {
        this.desk = desk;
        this.conversation = conversation;
        this.pages = pages;
        this.streams = streams;
        this.watch = watch;
        this.changes = changes;
        this.typing = typing;
    }

    @GetMapping
    String desktop(ConsoleUser user, Model model) {
        return pages.show(user, null, model);
    }

    @GetMapping("/{contact}")
    String contact(ConsoleUser user, @PathVariable("contact") String text, Model model) {
        return pages.show(user, desk.require(user, id(user, text)), model);
    }

    @GetMapping("/live")
    void live(
            ConsoleUser user,
            @RequestParam(required = false) @Nullable String open,
            HttpServletRequest request,
            HttpServletResponse response) {
        var shown = open == null ? null : desk.require(user, id(user, open)).session();
        streams.serve(request, response, user, Permission.BASIC_AGENT_ACCESS, stream -> {
            var feed = new DesktopFeed(stream, user.id(), shown, desk, watch, changes, typing);
            feed.start();
            return feed;
        });
    }

    @GetMapping("/status")
    String status(ConsoleUser user, Model model) {
        model.addAttribute("status", desk.status(user));
        return "console/desktop-parts :: status";
    }

    /** Returns the list of contacts, or nothing if the page has this list. */
    @GetMapping("/chats")
    @Nullable String chats(
            ConsoleUser user,
            @RequestParam(required = false) @Nullable String open,
            @RequestParam(defaultValue = "") String version,
            Model model,
            HttpServletResponse response) {
        pages.addRows(user, open == null ? null : id(user, open), model);
        if (version.equals(model.getAttribute("version"))) {
            return nothing(response);
        }
        return "console/desktop-parts :: chats";
    }

    /** Leads the page to where the contact is now, unless it shows this state. */
    @GetMapping("/{contact}/state")
    void state(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "") String state,
            HttpServletResponse response) {
        try {
            var chat = desk.require(user, id(user, text));
            if (!chat.held().state().name().equals(state)) {
                response.setHeader("HX-Redirect", "%s/%s".formatted(PATH, chat.id()));
            }
        } catch (ResourceNotFoundException _) {
            // Completed or dismissed in another window, or offered to somebody else by now.
            response.setHeader("HX-Redirect", PATH);
        }
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    /** Returns the items after the newest one that the page has. */
    @GetMapping("/{contact}/items")
    @Nullable String items(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "") String after,
            Model model,
            HttpServletResponse response) {
        var chat = desk.require(user, id(user, text));
        var items = conversation.after(user, chat, after);
        if (items.lines().isEmpty()) {
            return nothing(response);
        }
        model.addAttribute("chat", chat);
        model.addAttribute("items", items);
        return "console/desktop-parts :: more";
    }

    /** Returns whether the customer has read the newest message of the agent. */
    @GetMapping("/{contact}/receipt")
    String receipt(ConsoleUser user, @PathVariable("contact") String text, Model model) {
        model.addAttribute("receipt", conversation.receipt(desk.require(user, id(user, text))));
        return "console/desktop-parts :: receipt";
    }

    /** Returns items before those that the page has, of past sessions at last. */
    @GetMapping("/{contact}/earlier")
    String earlier(ConsoleUser user, @PathVariable("contact") String text, @RequestParam String before, Model model) {
        var chat = desk.require(user, id(user, text));
        model.addAttribute("chat", chat);
        model.addAttribute("items", conversation.earlier(user, chat, before));
        return "console/desktop-parts :: earlier";
    }

    private static @Nullable String nothing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }

    static ContactId id(ConsoleUser user, String text) {
        return ContactId.parse(user.instance(), "ContactId", text);
    }
}
