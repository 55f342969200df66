package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
import io.recontact.console.SignInService;
import io.recontact.console.SingleSignOnProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form to sign in. Spring Security receives it. */
@Controller
@ConsoleEnabled
class SignInController {

    private final SignInService signIns;
    private final SingleSignOnProperties singleSignOn;

    SignInController(SignInService signIns, SingleSignOnProperties singleSignOn) {
        this.signIns = signIns;
        this.singleSignOn = singleSignOn;
    }

    @GetMapping("/console/sign-in")
    String form(
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String limited,
            @RequestParam(required = false) @Nullable String unknown,
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        if (SignedInContexts.currentUser().isPresent()) {
            return "redirect:" + ConsolePaths.ROOT;
        }
        model.addAttribute("refused", refused != null);
        model.addAttribute("limited", limited != null);
        model.addAttribute("unknown", unknown != null);
        model.addAttribute("failed", failed != null);
        model.addAttribute("singleSignOn", singleSignOn.isConfigured() ? singleSignOn.name() : null);
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("to", ConsolePaths.isPage(to) ? to : "");
        model.addAttribute("hasSeveralInstances", signIns.hasSeveralInstances());
        return "console/sign-in";
    }
}
