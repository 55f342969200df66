package io.recontact.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Node;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.connect.model.ContactFlowType;

/**
 * Other nodes continue the tasks of a node. The node of the test does not sweep, and so stands for a node that was
 * killed after it had answered. The others use the real time.
 */
@ServiceTest
class TaskNodesTests {

    private static final String COUNTED = "DistributeByPercentage";

    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final RawCalls raw;
    private final MeterRegistry meters;
    private final Environment environment;

    TaskNodesTests(Service.Calls calls, RawCalls raw, MeterRegistry meters, Environment environment) {
        this.tenant = calls.newTenant();
        this.tasks = new TaskCalls(tenant);
        this.raw = raw;
        this.meters = meters;
        this.environment = environment;
    }

    private Node node() {
        return Node.beside(environment, "--recontact.flows.every=100ms", "--recontact.routing.every=100ms");
    }

    private static double countedBy(Node node) {
        return node.get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("recontact_flows_actions_total") && line.contains(COUNTED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void beginOnceOnAnyNode() {
        var flow = tasks.flow(ContactFlowType.CONTACT_FLOW, """
                {"Version": "2019-10-30", "StartAction": "count", "Metadata": {}, "Actions": [
                  {"Identifier": "count", "Type": "%s", "Parameters": {},
                   "Transitions": {"NextAction": "note",
                     "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "note"}],
                     "Conditions": [{"NextAction": "note",
                       "Condition": {"Operator": "NumberLessThan", "Operands": ["50"]}}]}},
                  {"Identifier": "note", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"ran": "yes"}},
                   "Transitions": {"NextAction": "leave",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""".formatted(COUNTED));
        var here = meters.counter("recontact.flows.actions", "type", COUNTED);
        var before = here.count();
        // Due before the others start; they find it after their start.
        var early = tasks.start(flow, t -> t.scheduledTime(Instant.now().plusSeconds(1)));
        try (var first = node();
                var second = node()) {
            var at = Instant.now().plusSeconds(2);
            var scheduled = ConcurrentCalls.run(12, _ -> tasks.start(flow, t -> t.scheduledTime(at)));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> tenant.attributes(early).containsKey("ran")
                            && scheduled.stream()
                                    .allMatch(task -> tenant.attributes(task).containsKey("ran")));

            assertThat(countedBy(first) + countedBy(second) + here.count() - before)
                    .isEqualTo(13);
            first.kill();
            var late = tasks.start(flow, t -> t.scheduledTime(Instant.now().plusSeconds(1)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> tenant.attributes(late).containsKey("ran"));
        }
    }

    /** One node begins the task, another pauses it, and a third one routes it to an agent. */
    @Test
    void areOfferedOnAnyNode() {
        var queue = AgentClient.basicQueue(tenant);
        var agent = AgentClient.hire(tenant, raw);
        var task = tasks.in(queue);
        tasks.pause(task);
        try (var other = node();
                var there = Service.client(other.endpoint(), Clock.systemUTC(), Service.KEY_ID, Service.KEY_SECRET)) {
            there.resumeContact(r -> r.instanceId(tenant.instance()).contactId(task));
            agent.available();

            assertThat(agent.acceptNext()).isEqualTo(task);
            there.pauseContact(r -> r.instanceId(tenant.instance()).contactId(task));
            assertThat(agent.stateOf(task)).isEqualTo("CONNECTED_ONHOLD");
            agent.end(task);
            assertThat(there.describeContact(
                                    r -> r.instanceId(tenant.instance()).contactId(task))
                            .contact()
                            .disconnectReason())
                    .isEqualTo("AGENT_DISCONNECT");
            assertThat(agent.stateOf(task)).isEqualTo("ENDED");
        }
    }
}
