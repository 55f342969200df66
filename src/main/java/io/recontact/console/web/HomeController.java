package io.recontact.console.web;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.RootLink;
import io.recontact.console.ConsoleEnabled;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The first page, and the answer to paths without a page. */
@Controller
@ConsoleEnabled
class HomeController {

    @Bean
    static RootLink consoleLink() {
        return new RootLink(ConsolePaths.ROOT, "Console, for agents, supervisors and administrators");
    }

    @GetMapping({"/console", "/console/"})
    String home() {
        return "console/home";
    }

    @RequestMapping("/console/**")
    String unknown() {
        throw new ResourceNotFoundException("The console has no such page");
    }
}
