package io.recontact.console.web.configuration;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowMetadata;
import io.recontact.configuration.ContactFlowModule;
import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.configuration.ContactFlowModuleService;
import io.recontact.configuration.NewContactFlowModule;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of flow modules. As in the API, a new module is published. */
@Controller
@ConsoleEnabled
@RequestMapping(ModulePages.PATH)
class ModulePages extends VersionedPages<ContactFlowModule, ContactFlowModuleId> {

    static final String PATH = "/console/configuration/flow-modules";

    private static final int MAX_ALIASES = 100;

    private static final String FIRST_CONTENT = """
            {
              "Version": "2019-10-30",
              "StartAction": "end",
              "Actions": [
                {
                  "Identifier": "end",
                  "Type": "EndFlowModuleExecution",
                  "Parameters": {},
                  "Transitions": {}
                }
              ]
            }""";

    private final ContactFlowModuleService modules;

    ModulePages(ContactFlowModuleService modules, TransactionTemplate transactions) {
        super(ResourceKind.FLOW_MODULES, modules, ContactFlowModuleId::new, transactions);
        this.modules = modules;
    }

    @Override
    String detail(ContactFlowModule module) {
        return module.state() == ContactFlow.State.ARCHIVED
                ? "Archived. " + super.detail(module)
                : super.detail(module);
    }

    @Override
    Form form(ConsoleUser user, @Nullable ContactFlowModule present) {
        var name = Field.text("Name", "Name", 127, present == null ? null : present.name())
                .required();
        var description = Field.text("Description", "Description", 500, present == null ? null : present.description());
        var settings = Field.area(
                        "Settings", "Settings", FlowPages.MAX_CONTENT, present == null ? null : present.settings())
                .hint("What the module takes and returns, in JSON. They are published with the content.");
        return present == null
                ? Form.of(
                        name,
                        description,
                        Field.area("Content", "Content", FlowPages.MAX_CONTENT, FIRST_CONTENT)
                                .required()
                                .hint("In the flow language. It is published at once."),
                        settings)
                : Form.of(
                        name,
                        description,
                        Field.choice("State", "State", Choice.of(ContactFlow.State.values()), present.state())
                                .required()
                                .hint("Flows invoke an active module only."),
                        present.settings() == null ? settings : settings.required());
    }

    @Override
    ContactFlowModuleId create(ConsoleUser user, Submission submission) {
        return modules.create(
                user.instance(),
                new NewContactFlowModule(
                        submission.text("Name"),
                        submission.textOrNull("Description"),
                        submission.text("Content"),
                        submission.textOrNull("Settings"),
                        null,
                        null),
                null);
    }

    @Override
    void change(ConsoleUser user, ContactFlowModule present, Submission submission) {
        modules.change(
                user.instance(),
                present.id(),
                new ContactFlowMetadata(
                        submission.changed("Name", present.name()),
                        submission.changed("Description", present.description()),
                        ContactFlow.State.valueOf(submission.text("State"))));
        var settings = submission.changed("Settings", present.settings());
        if (settings != null) {
            modules.updateContent(user.instance(), present.id(), null, settings, false);
        }
    }

    @Override
    void show(ModelAndView page, String content) {
        page.addObject("content", FlowProblems.onLines(content));
        page.addObject("drawing", FlowDrawing.of(FlowBlocks.of(content), null));
    }

    @Override
    List<Related> related(ConsoleUser user, ContactFlowModule module) {
        var path = "%s/%s/aliases/".formatted(PATH, module.id());
        var mayEdit = ResourceKind.FLOW_MODULES.mayPublish(user);
        var links = modules.aliases(user.instance(), module.id(), null, MAX_ALIASES).stream()
                .map(alias -> new Link(
                        alias.name(),
                        mayEdit
                                ? "%s%s/edit".formatted(path, alias.id())
                                : "%s/%s?of=%d".formatted(PATH, module.id(), alias.moduleVersion()),
                        "Version %d %s"
                                .formatted(alias.moduleVersion(), Objects.requireNonNullElse(alias.description(), ""))))
                .toList();
        return List.of(new Related(
                "Aliases",
                links,
                mayEdit && module.lastVersion() > 0 ? new Link("New alias", path + "new", "") : null));
    }
}
