package io.recontact.flow;

import io.recontact.api.Channel;
import io.recontact.configuration.Queue;
import io.recontact.flow.language.Step.Metric;
import io.recontact.flow.language.Step.Target;
import io.recontact.flow.language.Value;
import io.recontact.routing.CurrentMetricService;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Actions that read the metrics of a queue. */
@Component
class MetricSteps {

    private final QueueSteps queues;
    private final CurrentMetricService metrics;
    private final ContactData data;
    private final JsonMapper json;

    MetricSteps(QueueSteps queues, CurrentMetricService metrics, ContactData data, JsonMapper json) {
        this.queues = queues;
        this.metrics = metrics;
        this.data = data;
        this.json = json;
    }

    StepResult check(FlowExecution execution, Metric metric, @Nullable Target target) {
        return queues.findOrTarget(execution, target)
                .map(queue -> metrics.ofQueue(queue.id(), null))
                .map(found -> StepResult.result(String.valueOf(
                        switch (metric) {
                            case NUMBER_OF_AGENTS_AVAILABLE -> found.available();
                            case NUMBER_OF_AGENTS_STAFFED -> found.staffed();
                            case NUMBER_OF_AGENTS_ONLINE -> found.online();
                            // Milliseconds despite the metric's name: the console exports five minutes as 300000.
                            case OLDEST_CONTACT_IN_QUEUE_AGE -> found.oldest().toMillis();
                            case NUMBER_OF_CONTACTS_IN_QUEUE -> found.size();
                        })))
                .orElseGet(StepResult::failed);
    }

    StepResult load(FlowExecution execution, @Nullable Target target, @Nullable Value wanted) {
        var queue = queues.findOrTarget(execution, target);
        var channel = channel(execution, wanted);
        if (queue.isEmpty() || (wanted != null && channel.isEmpty())) {
            return StepResult.failed();
        }
        execution.metrics = json.writeValueAsString(
                tree(execution, queue.get(), metrics.ofQueue(queue.get().id(), channel.orElse(null))));
        return StepResult.done();
    }

    private static Optional<Channel> channel(FlowExecution execution, @Nullable Value wanted) {
        var written = wanted == null ? "" : wanted.text(execution.data).toUpperCase(Locale.ROOT);
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(written))
                .findFirst();
    }

    /** Uses the names of the guide's list of attributes. "If there are no agents, no metrics are returned." */
    private Map<String, Object> tree(FlowExecution execution, Queue queue, CurrentMetricService.QueueMetrics found) {
        var tree = new HashMap<String, Object>();
        tree.put(
                "Queue",
                Map.of(
                        "Name", queue.name(),
                        "ARN", data.arn(execution, queue),
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
