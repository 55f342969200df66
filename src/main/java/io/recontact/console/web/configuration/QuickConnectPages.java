package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.NewQuickConnect;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickConnect;
import io.recontact.configuration.QuickConnectId;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of quick connects. Those to phone numbers and flows, which take no chats, keep their target. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/quick-connects")
class QuickConnectPages extends ResourcePages<QuickConnect, QuickConnectId> {

    private static final String TYPE = "QuickConnectType";

    private final QuickConnectService quickConnects;
    private final Choices choices;

    QuickConnectPages(QuickConnectService quickConnects, Choices choices, TransactionTemplate transactions) {
        super(ResourceKind.QUICK_CONNECTS, quickConnects, QuickConnectId::new, transactions);
        this.quickConnects = quickConnects;
        this.choices = choices;
    }

    @Override
    String detail(QuickConnect quick) {
        var type = Choice.word(quick.config().type());
        var description = super.detail(quick);
        return description.isEmpty() ? type : "%s: %s".formatted(type, description);
    }

    @Override
    Form form(ConsoleUser user, @Nullable QuickConnect present) {
        var fields = new ArrayList<>(List.of(
                Field.text("Name", "Name", 127, present == null ? null : present.name())
                        .required(),
                Field.text("Description", "Description", 250, present == null ? null : present.description())));
        var config = present == null ? null : present.config();
        if (config == null || hasForm(config)) {
            fields.addAll(target(user, config));
        }
        return Form.of(fields);
    }

    private List<Field> target(ConsoleUser user, QuickConnect.@Nullable Config config) {
        var instance = user.instance();
        var flows = Stream.of(ContactFlowType.QUEUE_TRANSFER, ContactFlowType.AGENT_TRANSFER)
                .flatMap(type -> choices.flows(instance, type).stream()
                        .map(flow -> new Choice(
                                flow.value(),
                                "%s (%s)"
                                        .formatted(
                                                flow.label(), Choice.word(type).toLowerCase(Locale.ROOT)))))
                .toList();
        return List.of(
                Field.choice(
                                TYPE,
                                "Type",
                                Choice.of(QuickConnect.Type.QUEUE, QuickConnect.Type.USER),
                                config == null ? QuickConnect.Type.QUEUE : config.type())
                        .required(),
                Field.choice("QueueId", "Queue", choices.queues(instance), config == null ? null : config.queueId())
                        .hint("For the type Queue."),
                Field.choice("UserId", "User", choices.users(instance), config == null ? null : config.userId())
                        .hint("For the type User."),
                Field.choice("ContactFlowId", "Flow", flows, config == null ? null : config.contactFlowId())
                        .required()
                        .hint("The flow that transferred contacts run: of the type Queue transfer or Agent transfer."));
    }

    private static boolean hasForm(QuickConnect.Config config) {
        return config.type().transferFlow().isPresent();
    }

    @Override
    QuickConnectId create(ConsoleUser user, Submission submission) {
        return quickConnects
                .create(
                        user.instance(),
                        new NewQuickConnect(
                                submission.text("Name"),
                                submission.textOrNull("Description"),
                                config(user, submission),
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, QuickConnect present, Submission submission) {
        var config = present.config();
        quickConnects.rename(
                user.instance(),
                present.id(),
                submission.changed("Name", present.name()),
                submission.changed("Description", present.description()));
        if (hasForm(config)) {
            var wanted = config(user, submission);
            if (!wanted.equals(config)) {
                quickConnects.changeConfig(user.instance(), present.id(), wanted);
            }
        }
    }

    private static QuickConnect.Config config(ConsoleUser user, Submission submission) {
        var instance = user.instance();
        var flow = ContactFlowId.parse(instance, "ContactFlowId", submission.text("ContactFlowId"));
        if (submission.text(TYPE).equals(QuickConnect.Type.USER.name())) {
            return QuickConnect.Config.ofUser(UserId.parse(instance, "UserId", target(submission, "UserId")), flow);
        }
        return QuickConnect.Config.ofQueue(QueueId.parse(instance, "QueueId", target(submission, "QueueId")), flow);
    }

    private static String target(Submission submission, String member) {
        var id = submission.text(member);
        if (id.isEmpty()) {
            throw new InvalidParameterException("%s is required for this type".formatted(member));
        }
        return id;
    }
}
