package io.recontact.console.web.configuration;

import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceException;
import io.recontact.configuration.HierarchyGroupService;
import io.recontact.configuration.HierarchyLevel;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form of the levels of the user hierarchy. */
@Controller
@ConsoleEnabled
@RequestMapping(HierarchyGroupPages.PATH + "/levels")
class HierarchyLevelController {

    private static final Logger log = LoggerFactory.getLogger(HierarchyLevelController.class);

    private static final int MAX_NAME = 50;

    /** The members of UpdateUserHierarchyStructure. */
    private static final List<String> NAMES = List.of("LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive");

    private static final FormPage PAGE = FormPage.of(
            ResourceKind.HIERARCHY_GROUPS,
            "Levels of the hierarchy",
            HierarchyGroupPages.PATH + "/levels",
            HierarchyGroupPages.PATH);

    private final HierarchyGroupService groups;

    HierarchyLevelController(HierarchyGroupService groups) {
        this.groups = groups;
    }

    @GetMapping
    ModelAndView levels(ConsoleUser user) {
        return PAGE.show(form(user), "");
    }

    @PostMapping
    ModelAndView change(ConsoleUser user, HttpServletRequest request) {
        var submission = Submission.of(request);
        var form = form(user).filled(submission);
        if (form.isAcceptable()) {
            try {
                groups.setLevels(user.instance(), names(submission));
                log.info("User {} has changed the levels of the hierarchy of instance {}", user.id(), user.instance());
                return new ModelAndView("redirect:" + HierarchyGroupPages.PATH);
            } catch (ServiceException refusal) {
                form = form.refused(refusal);
            }
        }
        return PAGE.refuse(form, "");
    }

    private Form form(ConsoleUser user) {
        var names = groups.levels(user.instance()).stream()
                .map(HierarchyLevel::name)
                .toList();
        var fields = new ArrayList<Field>();
        for (int i = 0; i < HierarchyLevel.MAX; i++) {
            fields.add(Field.text(
                    NAMES.get(i), "Level %d".formatted(i + 1), MAX_NAME, i < names.size() ? names.get(i) : null));
        }
        return Form.of(fields);
    }

    private static List<String> names(Submission submission) {
        var names = new ArrayList<String>();
        for (var member : NAMES) {
            var name = submission.text(member);
            if (!name.isEmpty() && names.size() < NAMES.indexOf(member)) {
                throw new InvalidRequestException("%s: the level above has no name".formatted(member));
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
