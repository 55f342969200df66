package io.recontact.console.web.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ServiceException;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import io.recontact.configuration.InstanceAssociationService;
import io.recontact.configuration.InstanceAttribute;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of the user's instance: its facts, and its attributes, associations and tags to change. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/instance")
class InstancePages {

    private static final Logger log = LoggerFactory.getLogger(InstancePages.class);

    private static final String PATH = "/console/configuration/instance";
    private static final String ATTRIBUTES = "Attributes";
    private static final String ORIGINS = "Origin";
    private static final String FUNCTIONS = "FunctionArn";
    private static final int MAX_ASSOCIATIONS = 1000;
    private static final int MAX_LINES = 100_000;

    private static final FormPage EDITION = FormPage.of(null, "Edit the instance", PATH + "/edit", PATH);

    private final InstanceService instances;
    private final InstanceAssociationService associations;
    private final TransactionTemplate transactions;

    InstancePages(
            InstanceService instances, InstanceAssociationService associations, TransactionTemplate transactions) {
        this.instances = instances;
        this.associations = associations;
        this.transactions = transactions;
    }

    @GetMapping
    String page(ConsoleUser user, @RequestParam(required = false) @Nullable String saved, Model model) {
        var instance = instances.require(user.instance());
        model.addAttribute("instance", instance);
        model.addAttribute("form", form(instance));
        model.addAttribute("isSaved", saved != null);
        model.addAttribute("mayEdit", user.may(Permission.INSTANCE_EDIT));
        return "console/configuration/instance";
    }

    @GetMapping("/edit")
    ModelAndView form(ConsoleUser user) {
        return EDITION.show(form(instances.require(user.instance())), "");
    }

    @PostMapping("/edit")
    ModelAndView change(ConsoleUser user, HttpServletRequest request) {
        var submission = Submission.of(request);
        var form = form(instances.require(user.instance())).filled(submission);
        if (form.isAcceptable()) {
            try {
                transactions.executeWithoutResult(_ -> change(user, submission));
                log.info("User {} has changed the attributes of instance {}", user.id(), user.instance());
                return new ModelAndView("redirect:%s?saved".formatted(PATH));
            } catch (ServiceException refusal) {
                form = form.refused(refusal);
            }
        }
        return EDITION.refuse(form, "");
    }

    private void change(ConsoleUser user, Submission submission) {
        var instance = instances.require(user.instance());
        for (var attribute : InstanceAttribute.values()) {
            var wanted = submission.all(ATTRIBUTES).contains(attribute.name());
            if (wanted != instance.attribute(attribute)) {
                instances.setAttribute(user.instance(), attribute, wanted, null);
            }
        }
        associate(user.instance(), InstanceAssociation.Type.APPROVED_ORIGIN, submission.lines(ORIGINS), Target::origin);
        associate(
                user.instance(),
                InstanceAssociation.Type.LAMBDA_FUNCTION,
                submission.lines(FUNCTIONS),
                Target::function);
        TagRows.change(
                instance.tags(),
                submission,
                added -> instances.tag(user.instance(), tags -> tags.putAll(added)),
                keys -> instances.tag(user.instance(), tags -> tags.keySet().removeAll(keys)));
    }

    private Form form(Instance instance) {
        return Form.of(
                Field.checks(
                        ATTRIBUTES,
                        "Features",
                        Choice.of(InstanceAttribute.values()),
                        Arrays.stream(InstanceAttribute.values())
                                .filter(instance::attribute)
                                .toList()),
                Field.lines(
                                ORIGINS,
                                "Approved origins",
                                MAX_LINES,
                                associated(instance.id(), InstanceAssociation.Type.APPROVED_ORIGIN))
                        .hint("Pages that may call the service, such as https://app.example.com, one on each line."),
                Field.lines(
                                FUNCTIONS,
                                "Functions",
                                MAX_LINES,
                                associated(instance.id(), InstanceAssociation.Type.LAMBDA_FUNCTION))
                        .hint("ARNs of functions that flows invoke, one on each line."),
                TagRows.field(instance.tags()));
    }

    private List<String> associated(InstanceId instance, InstanceAssociation.Type type) {
        return associations.page(instance, type, null, MAX_ASSOCIATIONS).stream()
                .map(association -> association.target().name())
                .toList();
    }

    private void associate(
            InstanceId instance, InstanceAssociation.Type type, List<String> wanted, Function<String, Target> target) {
        var present = associated(instance, type);
        for (var name : present) {
            if (!wanted.contains(name)) {
                associations.disassociate(instance, Target.of(type, name), null);
            }
        }
        for (var name : wanted) {
            if (!present.contains(name)) {
                associations.associate(instance, target.apply(name), null);
            }
        }
    }
}
