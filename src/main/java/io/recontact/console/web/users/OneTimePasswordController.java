package io.recontact.console.web.users;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.UserCredentialService;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Gives users one-time passwords. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/users")
class OneTimePasswordController {

    private static final Logger log = LoggerFactory.getLogger(OneTimePasswordController.class);

    private final UserCredentialService credentials;

    OneTimePasswordController(UserCredentialService credentials) {
        this.credentials = credentials;
    }

    /** Shows the password once. It is not kept, so the answer is not a redirect. */
    @PostMapping("/{user}/password")
    String reset(ConsoleUser administrator, @PathVariable("user") String text, Model model) {
        var id = UserId.parse(administrator.instance(), "UserId", text);
        var user = credentials
                .find(administrator.instance(), id)
                .orElseThrow(() -> new ResourceNotFoundException("User %s does not sign in here".formatted(id)));
        // Otherwise a user could take over another one with more permissions.
        if (!administrator.permissions().containsAll(user.permissions())) {
            throw new AccessDeniedException("User %s has more permissions".formatted(id));
        }
        model.addAttribute("username", user.username());
        model.addAttribute("password", credentials.reset(administrator.instance(), id));
        log.info("User {} has given user {} a one-time password", administrator.id(), id);
        return "console/one-time-password";
    }
}
