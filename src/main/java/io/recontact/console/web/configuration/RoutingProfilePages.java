package io.recontact.console.web.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.configuration.NewRoutingProfile;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.RoutingProfile;
import io.recontact.configuration.RoutingProfile.Concurrency;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of routing profiles. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/routing-profiles")
class RoutingProfilePages extends ResourcePages<RoutingProfile, RoutingProfileId> {

    private static final int MAX_CONCURRENCY = 10;
    private static final int MAX_PRIORITY = 99;
    private static final int MAX_DELAY = 9999;

    private final RoutingProfileService profiles;
    private final Choices choices;

    RoutingProfilePages(RoutingProfileService profiles, Choices choices, TransactionTemplate transactions) {
        super(ResourceKind.ROUTING_PROFILES, profiles, RoutingProfileId::new, transactions);
        this.profiles = profiles;
        this.choices = choices;
    }

    @Override
    Form form(ConsoleUser user, @Nullable RoutingProfile present) {
        var queues = choices.queues(user.instance());
        var fields = new ArrayList<>(List.of(
                Field.text("Name", "Name", 127, present == null ? null : present.name())
                        .required(),
                Field.text("Description", "Description", 250, present == null ? null : present.description())
                        .required(),
                Field.choice(
                                "DefaultOutboundQueueId",
                                "Queue of outbound contacts",
                                queues,
                                present == null ? null : present.defaultOutboundQueueId())
                        .required()));
        for (var channel : Channel.values()) {
            fields.add(Field.number(
                    concurrencyName(channel),
                    "Most contacts at once: " + channel,
                    0,
                    channel == Channel.VOICE ? 1 : MAX_CONCURRENCY,
                    present == null
                            ? null
                            : concurrency(present, channel)
                                    .map(Concurrency::slots)
                                    .orElse(null)));
        }
        fields.add(queueGrid(queues, present)
                .hint("Agents serve lower priorities first, and a contact only after it has waited for the delay."));
        return Form.of(fields);
    }

    private static Field queueGrid(List<Choice> queues, @Nullable RoutingProfile present) {
        return Field.grid(
                "QueueConfigs",
                "Queues",
                List.of(
                        Field.choice("QueueId", "Queue", queues, null).required(),
                        Field.choice("Channel", "Channel", Choice.of(Channel.values()), null)
                                .required(),
                        Field.number("Priority", "Priority", 1, MAX_PRIORITY, null)
                                .required(),
                        Field.number("Delay", "Delay (seconds)", 0, MAX_DELAY, null)
                                .required()),
                present == null
                        ? List.of()
                        : present.queues().stream()
                                .map(queue -> List.of(
                                        queue.queueId().toString(),
                                        queue.channel().name(),
                                        Integer.toString(queue.priority()),
                                        Integer.toString(queue.delay())))
                                .toList());
    }

    private static String concurrencyName(Channel channel) {
        return "MediaConcurrencies." + channel;
    }

    private static Optional<Concurrency> concurrency(RoutingProfile profile, Channel channel) {
        return profile.concurrencies().stream()
                .filter(one -> one.channel() == channel)
                .findFirst();
    }

    @Override
    RoutingProfileId create(ConsoleUser user, Submission submission) {
        return profiles.create(
                        user.instance(),
                        new NewRoutingProfile(
                                submission.text("Name"),
                                submission.text("Description"),
                                outboundQueue(user, submission),
                                queues(user.instance(), submission),
                                List.of(),
                                concurrencies(submission, null),
                                RoutingProfile.AvailabilityTimer.TIME_SINCE_LAST_ACTIVITY,
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, RoutingProfile present, Submission submission) {
        var instance = user.instance();
        var id = present.id();
        var wanted = queues(instance, submission);
        var removed = new HashSet<>(
                present.queues().stream().map(ServedQueue::reference).toList());
        wanted.forEach(queue -> removed.remove(queue.reference()));
        profiles.rename(
                instance,
                id,
                submission.changed("Name", present.name()),
                submission.changed("Description", present.description()));
        profiles.changeDefaultOutboundQueue(instance, id, outboundQueue(user, submission));
        var concurrencies = concurrencies(submission, present);
        if (!concurrencies.equals(present.concurrencies())) {
            profiles.changeConcurrency(instance, id, concurrencies);
        }
        if (!removed.isEmpty()) {
            profiles.disassociateQueues(instance, id, List.copyOf(removed), List.of());
        }
        if (!wanted.isEmpty()) {
            profiles.associateQueues(instance, id, wanted, List.of());
        }
    }

    private static QueueId outboundQueue(ConsoleUser user, Submission submission) {
        return QueueId.parse(user.instance(), "DefaultOutboundQueueId", submission.text("DefaultOutboundQueueId"));
    }

    private static List<ServedQueue> queues(InstanceId instance, Submission submission) {
        return submission.rows(queueGrid(List.of(), null)).stream()
                .map(row -> new ServedQueue(
                        QueueId.parse(instance, "QueueConfigs", row.get(0)).value(),
                        Channel.valueOf(row.get(1)),
                        Integer.parseInt(row.get(2)),
                        Integer.parseInt(row.get(3))))
                .toList();
    }

    /** Keeps what the form does not show of channels whose number stays. */
    private static List<Concurrency> concurrencies(Submission submission, @Nullable RoutingProfile present) {
        var all = new ArrayList<Concurrency>();
        for (var channel : Channel.values()) {
            var number = submission.number(concurrencyName(channel));
            if (number != null) {
                var before = present == null ? Optional.<Concurrency>empty() : concurrency(present, channel);
                all.add(before.filter(one -> one.slots() == number)
                        .orElseGet(() -> Concurrency.of(
                                channel,
                                number,
                                before.map(Concurrency::crossChannelBehavior).orElse(null),
                                null)));
            }
        }
        return all;
    }
}
