package io.recontact.console.web.configuration;

import io.recontact.api.QueueType;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.NewQueue;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QuickConnectId;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of standard queues. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/queues")
class QueuePages extends ResourcePages<Queue, QueueId> {

    private static final int MAX_QUICK_CONNECTS = 1000;

    private final QueueService queues;
    private final QuickConnectService quickConnects;
    private final Choices choices;

    QueuePages(
            QueueService queues, QuickConnectService quickConnects, Choices choices, TransactionTemplate transactions) {
        super(ResourceKind.QUEUES, queues, QueueId::new, transactions);
        this.queues = queues;
        this.quickConnects = quickConnects;
        this.choices = choices;
    }

    @Override
    Specification<Queue> listed() {
        return ResourceSpecifications.<Queue>values("type", QueueType.STANDARD)
                .reduce(Specification.unrestricted(), Specification::and);
    }

    @Override
    String detail(Queue queue) {
        return queue.isEnabled() ? super.detail(queue) : "Disabled. " + super.detail(queue);
    }

    @Override
    Form form(ConsoleUser user, @Nullable Queue queue) {
        var instance = user.instance();
        var fields = new ArrayList<>(List.of(
                Field.text("Name", "Name", 127, queue == null ? null : queue.name())
                        .required(),
                Field.text("Description", "Description", 250, queue == null ? null : queue.description()),
                Field.choice(
                                "HoursOfOperationId",
                                "Hours of operation",
                                choices.hours(instance),
                                queue == null ? null : queue.hoursOfOperationId())
                        .required(),
                Field.number(
                                "MaxContacts",
                                "Most waiting contacts",
                                0,
                                Integer.MAX_VALUE,
                                queue == null ? null : queue.maxContacts())
                        .hint("Without a number, any number may wait."),
                Field.checks(
                        "QuickConnectIds",
                        "Quick connects",
                        choices.quickConnects(instance),
                        queue == null ? List.of() : quickConnects(queue.id()))));
        if (queue != null) {
            fields.add(Field.choice("Status", "Status", Choice.of(Queue.Status.values()), queue.status())
                    .required()
                    .hint("Contacts enter an enabled queue only."));
        }
        return Form.of(fields);
    }

    private Set<QuickConnectId> quickConnects(QueueId queue) {
        return quickConnects.pageOfQueue(queue, null, MAX_QUICK_CONNECTS).stream()
                .map(quick -> quick.id())
                .collect(Collectors.toSet());
    }

    @Override
    QueueId create(ConsoleUser user, Submission submission) {
        return queues.create(
                        user.instance(),
                        new NewQueue(
                                submission.text("Name"),
                                submission.textOrNull("Description"),
                                hours(user, submission),
                                submission.number("MaxContacts"),
                                null,
                                new Queue.Email(null, List.of()),
                                chosen(user, submission),
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, Queue queue, Submission submission) {
        var instance = user.instance();
        var id = queue.id();
        var hours = hours(user, submission);
        var maxContacts = submission.number("MaxContacts");
        var status = Queue.Status.valueOf(submission.text("Status"));
        queues.rename(
                instance,
                id,
                submission.changed("Name", queue.name()),
                submission.changed("Description", queue.description()));
        if (!hours.equals(queue.hoursOfOperationId())) {
            queues.changeHours(instance, id, hours);
        }
        if (!Objects.equals(maxContacts, queue.maxContacts())) {
            queues.changeMaxContacts(instance, id, maxContacts);
        }
        if (status != queue.status()) {
            queues.changeStatus(instance, id, status);
        }
        var added = new HashSet<>(chosen(user, submission));
        var removed = new HashSet<>(quickConnects(id));
        var kept = Set.copyOf(removed);
        removed.removeAll(added);
        added.removeAll(kept);
        if (!added.isEmpty()) {
            queues.associateQuickConnects(instance, id, added);
        }
        if (!removed.isEmpty()) {
            queues.disassociateQuickConnects(instance, id, removed);
        }
    }

    private static HoursOfOperationId hours(ConsoleUser user, Submission submission) {
        return HoursOfOperationId.parse(user.instance(), "HoursOfOperationId", submission.text("HoursOfOperationId"));
    }

    private static Set<QuickConnectId> chosen(ConsoleUser user, Submission submission) {
        return submission.all("QuickConnectIds").stream()
                .map(id -> QuickConnectId.parse(user.instance(), "QuickConnectIds", id))
                .collect(Collectors.toSet());
    }
}
