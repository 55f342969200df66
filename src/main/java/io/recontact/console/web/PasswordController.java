package io.recontact.console.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.UserCredential;
import io.recontact.configuration.UserCredentialService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The user's own password and sessions. */
@Controller
@ConsoleEnabled
class PasswordController {

    private static final Logger log = LoggerFactory.getLogger(PasswordController.class);

    private static final String VIEW = "console/password";

    private final UserCredentialService credentials;
    private final SignedInContexts contexts;

    PasswordController(UserCredentialService credentials, SignedInContexts contexts) {
        this.credentials = credentials;
        this.contexts = contexts;
    }

    /** Users of a single sign-on have none. */
    @ModelAttribute("hasPassword")
    boolean hasPassword(ConsoleUser user) {
        return credentials
                .find(user.instance(), user.id())
                .filter(UserCredential::hasPassword)
                .isPresent();
    }

    @GetMapping("/console/password")
    String form(@RequestParam(required = false) @Nullable String changed, Model model) {
        model.addAttribute("isChanged", changed != null);
        return VIEW;
    }

    @PostMapping("/console/password")
    ModelAndView change(
            ConsoleUser user,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request) {
        try {
            if (!password.equals(repeated)) {
                throw new InvalidParameterException("The two new passwords differ");
            }
            var changed = credentials.change(user.instance(), user.id(), current, password);
            // Other sessions have ended; this one continues, under a new id.
            request.changeSessionId();
            contexts.keep(request, ConsoleUser.of(changed));
            log.info("User {} of instance {} has changed the password", user.id(), user.instance());
            return new ModelAndView(
                    "redirect:" + (user.mustChangePassword() ? "/console" : "/console/password?changed"));
        } catch (InvalidParameterException refusal) {
            var page = new ModelAndView(VIEW, HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("refusal", refusal.getMessage());
            return page;
        }
    }

    @PostMapping("/console/sign-out-everywhere")
    String signOutEverywhere(ConsoleUser user, HttpServletRequest request) {
        credentials.endSessions(user.id());
        request.getSession().invalidate();
        return "redirect:/console/sign-in?signed-out";
    }
}
