package io.recontact.console.web.quickreplies;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.ServiceException;
import io.recontact.configuration.Permission;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickReplyService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.contacts.Names;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists and changes quick replies. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/quick-replies")
class QuickReplyController {

    private static final String VIEW = "console/quick-replies";

    private final QuickReplyService replies;
    private final Names names;

    QuickReplyController(QuickReplyService replies, Names names) {
        this.replies = replies;
        this.names = names;
    }

    @GetMapping
    String list(ConsoleUser user, Model model) {
        model.addAttribute("replies", replies.list(user.instance()));
        model.addAttribute("queues", names.queues(user.instance()));
        model.addAttribute("edits", user.may(Permission.CONTENT_MANAGEMENT_EDIT));
        return VIEW;
    }

    @PostMapping("/new")
    String create(
            ConsoleUser user,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam String name,
            @RequestParam String content,
            Model model,
            HttpServletResponse response) {
        return change(
                user,
                model,
                response,
                () -> replies.create(user.instance(), queue(user, queue), name.strip(), text(content)));
    }

    @PostMapping("/{reply}")
    String update(
            ConsoleUser user,
            @PathVariable("reply") String reply,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam String name,
            @RequestParam String content,
            Model model,
            HttpServletResponse response) {
        return change(
                user,
                model,
                response,
                () -> replies.update(user.instance(), id(reply), queue(user, queue), name.strip(), text(content)));
    }

    @PostMapping("/{reply}/delete")
    String delete(ConsoleUser user, @PathVariable("reply") String reply, Model model, HttpServletResponse response) {
        return change(user, model, response, () -> replies.delete(user.instance(), id(reply)));
    }

    private String change(ConsoleUser user, Model model, HttpServletResponse response, Runnable change) {
        try {
            change.run();
            return "redirect:/console/quick-replies";
        } catch (ServiceException e) {
            if (e.status().is5xxServerError()) {
                throw e;
            }
            response.setStatus(e.status().value());
            model.addAttribute("refusal", e.getMessage());
            return list(user, model);
        }
    }

    private static String text(String content) {
        return content.replace("\r\n", "\n").strip();
    }

    private static @Nullable QueueId queue(ConsoleUser user, String text) {
        return text.isEmpty() ? null : QueueId.parse(user.instance(), "QueueId", text);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new InvalidParameterException("The quick reply is not well-formed");
        }
    }
}
