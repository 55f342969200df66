package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.NewView;
import io.recontact.configuration.View;
import io.recontact.configuration.ViewContent;
import io.recontact.configuration.ViewId;
import io.recontact.configuration.ViewService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of views. The template of a view is its content; its actions are with its name. */
@Controller
@ConsoleEnabled
@RequestMapping(ViewPages.PATH)
class ViewPages extends VersionedPages<View, ViewId> {

    static final String PATH = "/console/configuration/views";

    /** Maximum number of characters of a template, since all content has at most as many bytes. */
    static final int MAX_TEMPLATE = 400_000;

    private static final int MAX_ACTIONS = 10_000;
    private static final int MAX_ACTION = 255;

    /** The patterns of CreateView in the model. */
    private static final Pattern NAME_FORM = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@()']+");

    private static final Pattern DESCRIPTION_FORM = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@,()']+");

    private static final String FIRST_TEMPLATE = """
            {
              "Head": {"Title": "A view"},
              "Body": []
            }""";

    private final ViewService views;

    ViewPages(ViewService views, TransactionTemplate transactions) {
        super(ResourceKind.VIEWS, views, ViewId::new, transactions);
        this.views = views;
    }

    @Override
    Form form(ConsoleUser user, @Nullable View present) {
        var actions = Field.lines(
                        "Actions",
                        "Actions",
                        MAX_ACTIONS,
                        present == null
                                ? List.of()
                                : ViewContent.read(present.savedContent()).actions())
                .hint(
                        "What a participant can choose in the view, one on each line. They are published with the content.");
        var name = Field.text("Name", "Name", 255, present == null ? null : present.name())
                .required();
        var description =
                Field.text("Description", "Description", 4096, present == null ? null : present.description());
        return present == null
                ? Form.of(
                        name,
                        description,
                        Field.area("Template", "Template", MAX_TEMPLATE, FIRST_TEMPLATE)
                                .required()
                                .hint("In JSON. It is saved as a draft."),
                        actions)
                : Form.of(name, description, actions);
    }

    @Override
    ViewId create(ConsoleUser user, Submission submission) {
        requireForm(submission);
        return views.create(
                user.instance(),
                new NewView(
                        submission.text("Name"),
                        submission.textOrNull("Description"),
                        new ViewContent(submission.text("Template"), actions(submission)),
                        ContactFlowStatus.SAVED,
                        null),
                null);
    }

    @Override
    void change(ConsoleUser user, View present, Submission submission) {
        requireForm(submission);
        var content = ViewContent.read(present.savedContent());
        views.change(
                user.instance(),
                present.id(),
                submission.changed("Name", present.name()),
                submission.changed("Description", present.description()));
        var actions = actions(submission);
        if (!actions.equals(content.actions())) {
            views.saveContent(user.instance(), present.id(), new ViewContent(content.template(), actions).write());
        }
    }

    private static List<String> actions(Submission submission) {
        var actions = submission.lines("Actions");
        if (!actions.stream()
                .allMatch(action -> action.length() <= MAX_ACTION
                        && NAME_FORM.matcher(action).matches())) {
            throw new InvalidParameterException(
                    "Actions: one has more than %d characters, or others than letters, digits, spaces, _.:/=+-@()'"
                            .formatted(MAX_ACTION));
        }
        return actions;
    }

    private static void requireForm(Submission submission) {
        if (!NAME_FORM.matcher(submission.text("Name")).matches()) {
            throw new InvalidParameterException("Name has characters other than letters, digits, spaces, _.:/=+-@()'");
        }
        var description = submission.text("Description");
        if (!description.isEmpty() && !DESCRIPTION_FORM.matcher(description).matches()) {
            throw new InvalidParameterException(
                    "Description has characters other than letters, digits, spaces, _.:/=+-@,()'");
        }
    }

    @Override
    void show(ModelAndView page, String content) {
        page.addObject("content", template(content));
    }

    /** Returns the template of stored content, on several lines; empty if there is none. */
    static String template(String stored) {
        return FlowProblems.onLines(
                Objects.requireNonNullElse(ViewContent.read(stored).template(), ""));
    }
}
