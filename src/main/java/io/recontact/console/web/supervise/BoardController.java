package io.recontact.console.web.supervise;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.Permission;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.routing.AgentService;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/** The wall board, which the browser reads again every few seconds, and the page of an agent on it. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/board")
class BoardController {

    private static final Logger log = LoggerFactory.getLogger(BoardController.class);

    /** The seconds that the form offers for the service level. */
    static final List<Integer> TARGETS = List.of(20, 30, 60, 120, 300, 600);

    static final String DEFAULT_TARGET = "60";

    private final BoardReader boards;
    private final AgentReader agents;
    private final AgentService statusChanges;
    private final AgentStatusService statuses;
    private final UserService users;

    BoardController(
            BoardReader boards,
            AgentReader agents,
            AgentService statusChanges,
            AgentStatusService statuses,
            UserService users) {
        this.boards = boards;
        this.agents = agents;
        this.statusChanges = statusChanges;
        this.statuses = statuses;
        this.users = users;
    }

    @GetMapping
    String board(ConsoleUser user, @RequestParam(defaultValue = DEFAULT_TARGET) int target, Model model) {
        model.addAttribute("targets", TARGETS);
        return fill(user, target, model, "console/board");
    }

    /** Returns the part of the board that changes. */
    @GetMapping("/now")
    String now(ConsoleUser user, @RequestParam(defaultValue = DEFAULT_TARGET) int target, Model model) {
        return fill(user, target, model, "console/board-now :: now");
    }

    private String fill(ConsoleUser user, int target, Model model, String view) {
        requireTarget(target);
        model.addAttribute("board", boards.read(user.instance(), target));
        addLinks(user, model);
        return view;
    }

    private static void addLinks(ConsoleUser user, Model model) {
        model.addAttribute("mayOpenContacts", user.may(Permission.CONTACT_SEARCH));
        model.addAttribute("mayWatch", user.may(Permission.MONITOR_CONTACTS));
    }

    static void requireTarget(int target) {
        if (!TARGETS.contains(target)) {
            throw new InvalidParameterException("The target of the service level is not one of the form");
        }
    }

    @GetMapping("/agents/{agent}")
    String agent(ConsoleUser user, @PathVariable("agent") String text, Model model) {
        return show(user, UserId.parse(user.instance(), "UserId", text), model);
    }

    private String show(ConsoleUser user, UserId id, Model model) {
        model.addAttribute("agentId", id);
        model.addAttribute("username", users.require(user.instance(), id).username());
        agents.find(user.instance(), id).ifPresent(agent -> model.addAttribute("row", agent));
        addLinks(user, model);
        if (user.may(Permission.AGENT_STATUS_CHANGE)) {
            model.addAttribute(
                    "statuses",
                    statuses.list(user.instance()).stream()
                            .filter(status -> status.state() == AgentStatus.State.ENABLED)
                            .toList());
        }
        return "console/board-agent";
    }

    @PostMapping("/agents/{agent}/status")
    String changeStatus(
            ConsoleUser user,
            @PathVariable("agent") String text,
            @RequestParam(defaultValue = "") String status,
            Model model,
            HttpServletResponse response) {
        var id = UserId.parse(user.instance(), "UserId", text);
        users.require(user.instance(), id);
        try {
            statusChanges.setStatus(user.instance(), id, AgentStatusId.parse(user.instance(), "AgentStatusId", status));
            log.info("User {} has set the status of user {}", user.id(), id);
            return "redirect:/console/board/agents/" + id;
        } catch (InvalidParameterException | InvalidRequestException | ResourceNotFoundException refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", refusal.getMessage());
            return show(user, id, model);
        }
    }
}
