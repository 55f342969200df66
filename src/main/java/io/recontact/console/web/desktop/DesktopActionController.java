package io.recontact.console.web.desktop;

import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.QuickConnectId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.routing.AgentContactService;
import io.recontact.routing.AgentService;
import io.recontact.routing.AgentTransferService;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Carries out what an agent does with status, offers and contacts. Each action is one of the agent API. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/desktop")
class DesktopActionController {

    private final AgentService agents;
    private final AgentContactService contacts;
    private final AgentTransferService transfers;
    private final DesktopPage pages;

    DesktopActionController(
            AgentService agents, AgentContactService contacts, AgentTransferService transfers, DesktopPage pages) {
        this.agents = agents;
        this.contacts = contacts;
        this.transfers = transfers;
        this.pages = pages;
    }

    @PostMapping("/status")
    String setStatus(
            ConsoleUser user,
            @RequestParam String status,
            @RequestParam(required = false) @Nullable String open,
            Model model,
            HttpServletResponse response) {
        var back = open == null ? null : DesktopController.id(user, open);
        return pages.act(
                user,
                back,
                model,
                response,
                () -> agents.setStatus(
                        user.instance(), user.id(), AgentStatusId.parse(user.instance(), "AgentStatusId", status)),
                back);
    }

    @PostMapping("/{contact}/accept")
    String accept(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        var id = DesktopController.id(user, text);
        return pages.act(user, id, model, response, () -> contacts.accept(user.instance(), user.id(), id), id);
    }

    @PostMapping("/{contact}/reject")
    String reject(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        var id = DesktopController.id(user, text);
        return pages.act(user, id, model, response, () -> contacts.reject(user.instance(), user.id(), id), null);
    }

    @PostMapping("/{contact}/end")
    String end(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        var id = DesktopController.id(user, text);
        return pages.act(user, id, model, response, () -> transfers.end(user.instance(), user.id(), id), id);
    }

    /** Completes the after-contact work, or dismisses an offer that was missed or rejected. */
    @PostMapping("/{contact}/complete")
    String complete(ConsoleUser user, @PathVariable("contact") String text, Model model, HttpServletResponse response) {
        var id = DesktopController.id(user, text);
        return pages.act(user, id, model, response, () -> contacts.dismiss(user.instance(), user.id(), id), null);
    }

    /** Transfers a contact to the queue or the agent of a quick connect, or tells why not. */
    @PostMapping("/{contact}/transfer")
    String transfer(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String quickConnect,
            Model model,
            HttpServletResponse response) {
        var id = DesktopController.id(user, text);
        return pages.act(
                user,
                id,
                model,
                response,
                () -> transfers.transfer(
                        user.instance(),
                        user.id(),
                        id,
                        QuickConnectId.parse(user.instance(), "QuickConnectId", quickConnect)),
                id);
    }
}
