package io.recontact.console.web.supervise;

import io.recontact.api.ContactId;
import io.recontact.chat.participant.Monitoring;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.live.LiveStreams;
import io.recontact.console.web.live.SessionFeed;
import io.recontact.contact.ContactView;
import io.recontact.push.SessionChanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The transcript of a chat that a supervisor watches, in parts: what comes as it comes, and what was before. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/contacts/{contact}/watch")
class WatchTranscriptController {

    private final Watches watches;
    private final LiveStreams streams;
    private final SessionChanges changes;

    WatchTranscriptController(Watches watches, LiveStreams streams, SessionChanges changes) {
        this.watches = watches;
        this.streams = streams;
        this.changes = changes;
    }

    /** Tells the page when to read new items. */
    @GetMapping("/live")
    void live(
            ConsoleUser user,
            @PathVariable("contact") String text,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = watches.require(user, text).session();
        streams.serve(
                request,
                response,
                user,
                Permission.MONITOR_CONTACTS,
                stream -> SessionFeed.open(stream, session, changes));
    }

    /** Returns the items after the newest one that the page has; nothing if there are none. */
    @GetMapping("/items")
    @Nullable String items(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "") String after,
            Model model,
            HttpServletResponse response) {
        var contact = watches.require(user, text);
        var monitoring = findHere(user, contact, response);
        if (monitoring.isEmpty()
                || watches.addAfter(user, contact, monitoring.get(), model, after)
                        .lines()
                        .isEmpty()) {
            return nothing(response);
        }
        return "console/watch-parts :: more";
    }

    /** Returns items before those that the page has. */
    @GetMapping("/earlier")
    @Nullable String earlier(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String before,
            Model model,
            HttpServletResponse response) {
        var contact = watches.require(user, text);
        var monitoring = findHere(user, contact, response);
        if (monitoring.isEmpty()) {
            return nothing(response);
        }
        watches.addEarlier(user, contact, monitoring.get(), model, before);
        return "console/watch-parts :: earlier";
    }

    /** Finds the watch of this contact. Without one, the whole page shows what has become of the chat. */
    private Optional<Monitoring> findHere(ConsoleUser user, ContactView contact, HttpServletResponse response) {
        var found = watches.find(user, contact).filter(monitoring -> !Watches.isElsewhere(monitoring, contact));
        if (found.isEmpty()) {
            response.setHeader("HX-Redirect", Watches.path(new ContactId(contact.id())));
        }
        return found;
    }

    private static @Nullable String nothing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }
}
