package io.recontact.console.web.desktop;

import io.recontact.api.ContactId;
import io.recontact.api.ServiceException;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.routing.AgentContactState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The whole desktop, also after an action that was refused. */
@Component
@ConsoleEnabled
class DesktopPage {

    /** The status of a form that was refused: htmx then shows the answer. */
    private static final int REFUSED = 422;

    private final Desk desk;
    private final Conversation conversation;
    private final TransferTargets transfers;
    private final ContactDetails details;
    private final QuickReplies replies;

    DesktopPage(
            Desk desk,
            Conversation conversation,
            TransferTargets transfers,
            ContactDetails details,
            QuickReplies replies) {
        this.desk = desk;
        this.conversation = conversation;
        this.transfers = transfers;
        this.details = details;
        this.replies = replies;
    }

    /** Returns the view of the desktop with a conversation, if one is open. */
    String show(ConsoleUser user, Desk.@Nullable Held open, Model model) {
        model.addAttribute("status", desk.status(user));
        if (open != null) {
            model.addAttribute("chat", open);
            model.addAttribute("clientToken", UUID.randomUUID());
            model.addAttribute("quickConnects", open.isConnected() ? transfers.quickConnects(user, open) : List.of());
            if (hasTranscript(open)) {
                model.addAttribute("items", conversation.newest(user, open));
                model.addAttribute("receipt", conversation.receipt(open));
            }
            details.add(user, open, model);
            model.addAttribute("quickReplies", open.isConnected() ? replies.of(user, open) : List.of());
        }
        addRows(user, open == null ? null : open.id(), model);
        return "console/desktop";
    }

    private static boolean hasTranscript(Desk.Held open) {
        return open.isChat()
                && (open.held().state() == AgentContactState.CONNECTED
                        || open.held().state() == AgentContactState.ENDED);
    }

    void addRows(ConsoleUser user, @Nullable ContactId open, Model model) {
        var rows = desk.rows(user, open);
        model.addAttribute("rows", rows);
        model.addAttribute("open", open);
        model.addAttribute(
                "version",
                Integer.toHexString(rows.stream()
                        .map(Desk.Row::version)
                        .collect(Collectors.joining(" "))
                        .hashCode()));
    }

    /**
     * Acts, and leads to a contact or to the desktop. A refusal shows its message on the page that the user came from,
     * as far as it still exists.
     */
    String act(
            ConsoleUser user,
            @Nullable ContactId from,
            Model model,
            HttpServletResponse response,
            Runnable action,
            @Nullable ContactId to) {
        try {
            action.run();
            return "redirect:" + DesktopController.PATH + (to == null ? "" : "/" + to);
        } catch (ServiceException e) {
            if (e.status().is5xxServerError()) {
                throw e;
            }
            response.setStatus(e.status().value());
            model.addAttribute("refusal", e.getMessage());
            return show(user, from == null ? null : desk.find(user, from).orElse(null), model);
        }
    }

    /** Shows why a form was refused: in its place, or on the whole page if the browser runs no scripts. */
    String refused(
            ConsoleUser user,
            Desk.Held chat,
            ServiceException refusal,
            boolean isPart,
            Model model,
            HttpServletResponse response) {
        if (refusal.status().is5xxServerError()) {
            throw refusal;
        }
        model.addAttribute("refusal", refusal.getMessage());
        if (isPart) {
            response.setStatus(REFUSED);
            return "console/desktop-parts :: refused";
        }
        response.setStatus(refusal.status().value());
        return show(user, chat, model);
    }
}
