package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.ServiceException;
import io.recontact.configuration.ContactFlowModule;
import io.recontact.configuration.ContactFlowModuleAlias;
import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.configuration.ContactFlowModuleService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The forms of the aliases of flow modules. */
@Controller
@ConsoleEnabled
@RequestMapping(ModulePages.PATH + "/{id}/aliases")
class ModuleAliasController {

    private static final Logger log = LoggerFactory.getLogger(ModuleAliasController.class);

    private static final int MAX_VERSIONS = 1000;

    /** The pattern of CreateContactFlowModuleAlias in the model. */
    private static final Pattern NAME_FORM = Pattern.compile("([$0-9a-zA-Z][_-]?)+");

    private final ContactFlowModuleService modules;
    private final TransactionTemplate transactions;

    ModuleAliasController(ContactFlowModuleService modules, TransactionTemplate transactions) {
        this.modules = modules;
        this.transactions = transactions;
    }

    @GetMapping("/new")
    ModelAndView newForm(ConsoleUser user, @PathVariable("id") String text) {
        var module = require(user, text);
        return creation(module).show(form(user, module, null), "");
    }

    @PostMapping("/new")
    ModelAndView create(ConsoleUser user, @PathVariable("id") String text, HttpServletRequest request) {
        var module = require(user, text);
        return save(user, module, null, creation(module), Submission.of(request), submission -> {
            var name = submission.text("AliasName");
            requireForm(name);
            modules.createAlias(
                    user.instance(), module.id(), name, submission.textOrNull("Description"), version(submission));
        });
    }

    @GetMapping("/{alias}/edit")
    ModelAndView editForm(ConsoleUser user, @PathVariable("id") String text, @PathVariable("alias") String id) {
        var module = require(user, text);
        var alias = modules.requireAlias(user.instance(), module.id(), id);
        return edition(module, alias).show(form(user, module, alias), seen(alias));
    }

    @PostMapping("/{alias}/edit")
    ModelAndView change(
            ConsoleUser user,
            @PathVariable("id") String text,
            @PathVariable("alias") String id,
            HttpServletRequest request) {
        var module = require(user, text);
        var alias = modules.requireAlias(user.instance(), module.id(), id);
        return save(user, module, alias, edition(module, alias), Submission.of(request), submission -> {
            var name = submission.changed("AliasName", alias.name());
            if (name != null) {
                requireForm(name);
            }
            var description = submission.changed("Description", alias.description());
            Seen.require(seen(modules.requireAlias(user.instance(), module.id(), id)), submission);
            modules.updateAlias(user.instance(), module.id(), id, name, description, version(submission));
        });
    }

    private static String seen(ContactFlowModuleAlias alias) {
        return alias.lastModifiedAt().toString();
    }

    @PostMapping("/{alias}/delete")
    ModelAndView delete(ConsoleUser user, @PathVariable("id") String text, @PathVariable("alias") String id) {
        var module = require(user, text);
        modules.deleteAlias(user.instance(), module.id(), id);
        log.info("User {} has deleted an alias of flow module {}", user.id(), module.id());
        return new ModelAndView("redirect:" + path(module));
    }

    private interface Saving {

        void save(Submission submission);
    }

    private ModelAndView save(
            ConsoleUser user,
            ContactFlowModule module,
            @Nullable ContactFlowModuleAlias alias,
            FormPage page,
            Submission submission,
            Saving saving) {
        var form = form(user, module, alias).filled(submission);
        if (form.isAcceptable()) {
            try {
                transactions.executeWithoutResult(_ -> saving.save(submission));
                log.info("User {} has changed the aliases of flow module {}", user.id(), module.id());
                return new ModelAndView("redirect:%s?saved".formatted(path(module)));
            } catch (ServiceException refusal) {
                form = form.refused(refusal);
            } catch (OptimisticLockingFailureException _) {
                form = form.refused(Seen.stale()); // a concurrent transaction has changed it after the look
            }
        }
        return page.refuse(form, Seen.in(submission));
    }

    private Form form(ConsoleUser user, ContactFlowModule module, @Nullable ContactFlowModuleAlias alias) {
        var versions = modules.versions(user.instance(), module.id(), Integer.MAX_VALUE, MAX_VERSIONS).stream()
                .map(version -> new Choice(
                        Integer.toString(version.number()),
                        "Version %d %s"
                                .formatted(version.number(), Objects.requireNonNullElse(version.description(), ""))))
                .toList();
        return Form.of(
                Field.text("AliasName", "Name", 100, alias == null ? null : alias.name())
                        .required()
                        .hint("Flows name it after the id of the module and a colon."),
                Field.choice(
                                "ContactFlowModuleVersion",
                                "Version",
                                versions,
                                alias == null ? null : alias.moduleVersion())
                        .required(),
                Field.text("Description", "Description", 500, alias == null ? null : alias.description()));
    }

    private static int version(Submission submission) {
        return Integer.parseInt(submission.text("ContactFlowModuleVersion"));
    }

    private static void requireForm(String name) {
        if (!NAME_FORM.matcher(name).matches()) {
            throw new InvalidParameterException(
                    "AliasName has characters other than letters of the Latin alphabet, digits, $, _, -");
        }
    }

    private static FormPage creation(ContactFlowModule module) {
        return FormPage.of(
                ResourceKind.FLOW_MODULES,
                "New alias of " + module.name(),
                path(module) + "/aliases/new",
                path(module));
    }

    private static FormPage edition(ContactFlowModule module, ContactFlowModuleAlias alias) {
        var path = "%s/aliases/%s".formatted(path(module), alias.id());
        return FormPage.of(
                        ResourceKind.FLOW_MODULES,
                        "Alias %s of %s".formatted(alias.name(), module.name()),
                        path + "/edit",
                        path(module))
                .deletedBy(path + "/delete");
    }

    private static String path(ContactFlowModule module) {
        return "%s/%s".formatted(ModulePages.PATH, module.id());
    }

    private ContactFlowModule require(ConsoleUser user, String text) {
        return modules.require(
                user.instance(), ContactFlowModuleId.parse(user.instance(), "ContactFlowModuleId", text));
    }
}
