package io.recontact.console.web.configuration;

import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the configuration: what the user may see of it. */
@Controller
@ConsoleEnabled
class ConfigurationController {

    @GetMapping("/console/configuration")
    String cards(ConsoleUser user, Model model) {
        model.addAttribute("cards", ConfigurationCards.visibleTo(user));
        return "console/configuration/index";
    }
}
