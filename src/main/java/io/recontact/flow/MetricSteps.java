package io.recontact.flow;

import io.recontact.directory.Queue;
import io.recontact.language.Step.Metric;
import io.recontact.language.Step.Target;
import io.recontact.language.Value;
import io.recontact.routing.CurrentMetrics;
import io.recontact.wire.Channel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Actions that ask how a queue is doing. */
@Component
class MetricSteps {

    private final QueueSteps queues;
    private final CurrentMetrics metrics;
    private final ContactData data;
    private final JsonMapper json;

    MetricSteps(QueueSteps queues, CurrentMetrics metrics, ContactData data, JsonMapper json) {
        this.queues = queues;
        this.metrics = metrics;
        this.data = data;
        this.json = json;
    }

    Progress check(Turn turn, Metric metric, @Nullable Target target) {
        return queues.findOrTarget(turn, target)
                .map(queue -> metrics.ofQueue(queue.id(), null))
                .map(found -> Progress.result(String.valueOf(
                        switch (metric) {
                            case NUMBER_OF_AGENTS_AVAILABLE -> found.available();
                            case NUMBER_OF_AGENTS_STAFFED -> found.staffed();
                            case NUMBER_OF_AGENTS_ONLINE -> found.online();
                            // The console writes five minutes as 300000, whatever the metric is called.
                            case OLDEST_CONTACT_IN_QUEUE_AGE -> found.oldest().toMillis();
                            case NUMBER_OF_CONTACTS_IN_QUEUE -> found.size();
                        })))
                .orElseGet(Progress::failed);
    }

    Progress load(Turn turn, @Nullable Target target, @Nullable Value wanted) {
        var queue = queues.findOrTarget(turn, target);
        var channel = channel(turn, wanted);
        if (queue.isEmpty() || (wanted != null && channel.isEmpty())) {
            return Progress.failed();
        }
        turn.metrics = json.writeValueAsString(
                tree(turn, queue.get(), metrics.ofQueue(queue.get().id(), channel.orElse(null))));
        return Progress.done();
    }

    private static Optional<Channel> channel(Turn turn, @Nullable Value wanted) {
        var written = wanted == null ? "" : wanted.text(turn.data).toUpperCase(Locale.ROOT);
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(written))
                .findFirst();
    }

    /** By the names of the guide's list of attributes. "If there are no agents, no metrics are returned" of agents. */
    private Map<String, Object> tree(Turn turn, Queue queue, CurrentMetrics.OfQueue found) {
        var tree = new HashMap<String, Object>();
        tree.put(
                "Queue",
                Map.of(
                        "Name", queue.name(),
                        "ARN", data.arn(turn, queue),
                        "Size", found.size(),
                        "OldestContactAge", found.oldest().toSeconds()));
        if (found.online() > 0) {
            tree.put(
                    "Agents",
                    Map.of(
                            "Online", count(found.online()),
                            "Available", count(found.available()),
                            "Staffed", count(found.staffed()),
                            "Busy", count(found.busy()),
                            "AfterContactWork", count(found.afterContactWork()),
                            "Missed", count(found.missed()),
                            "NonProductive", count(found.nonProductive())));
        }
        return tree;
    }

    private static Map<String, Integer> count(int number) {
        return Map.of("Count", number);
    }
}
