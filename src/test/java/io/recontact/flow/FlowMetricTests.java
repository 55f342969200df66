package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Flows read the metrics of queues and of the agents who serve them. */
@ServiceTest
class FlowMetricTests {

    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final RawCalls raw;
    private final MutableClock clock;
    private final String queue;
    private final String profile;

    FlowMetricTests(Service.Calls calls, JdbcClient jdbc, RawCalls raw, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.raw = raw;
        this.clock = clock;
        this.queue = AgentClient.newQueue(tenant);
        this.profile = AgentClient.profile(tenant, 1, 0, queue);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private AgentClient agent() {
        return AgentClient.hire(tenant, raw, profile, 0);
    }

    /** Returns the message of a flow that compares a metric of the queue with a number. */
    private String check(String metric, String more) {
        var content = flow(
                act("queue", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "check"),
                action("check", "CheckMetricData", "{\"MetricType\": \"%s\"}".formatted(metric), """
                        {"NextAction": "no", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "no"},
                          {"ErrorType": "NoMatchingError", "NextAction": "failed"}],
                         "Conditions": [{"NextAction": "yes", "Condition": {"Operator": "NumberGreaterThan", "Operands": ["%s"]}}]}
                        """.formatted(more)),
                say("yes", "yes", "end"),
                say("no", "no", "end"));
        return said(content);
    }

    private String said(String content) {
        var chat = running.start(content);
        running.awaitEnded(chat.contact());
        return running.said(chat.contact()).getFirst();
    }

    private String tell(String parameters, String text) {
        return said(flow(
                act("queue", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "load"),
                act("load", "GetMetricData", parameters, "tell"),
                say("tell", text, "end")));
    }

    /** Queues a chat. */
    private String queued() {
        var chat = running.start(flow(
                act("queue", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "transfer"),
                act("transfer", "TransferContactToQueue", "{}", "end")));
        running.awaitFlowEnd(chat.contact());
        return chat.contact();
    }

    @Test
    void checksAvailability() {
        assertThat(check("NumberOfAgentsAvailable", "0")).isEqualTo("no");
        var agent = agent();
        assertThat(check("NumberOfAgentsOnline", "0")).isEqualTo("no");

        agent.available();

        assertThat(check("NumberOfAgentsAvailable", "0")).isEqualTo("yes");
        assertThat(check("NumberOfAgentsStaffed", "0")).isEqualTo("yes");
        assertThat(check("NumberOfAgentsOnline", "0")).isEqualTo("yes");
        assertThat(check("NumberOfAgentsOnline", "1")).isEqualTo("no");
        agent.status("Offline");
        assertThat(check("NumberOfAgentsOnline", "0")).isEqualTo("no");
    }

    @Test
    void isNotAvailableWithoutAFreeSlot() {
        var agent = agent().available();
        queued();
        agent.acceptNext();

        assertThat(check("NumberOfAgentsAvailable", "0")).isEqualTo("no");
        assertThat(check("NumberOfAgentsStaffed", "0")).isEqualTo("yes");
        assertThat(tell("{}", "$.Metrics.Agents.Busy.Count of $.Metrics.Agents.Online.Count"))
                .isEqualTo("1 of 1");
    }

    @Test
    void isAvailableWhileItsTaskIsPaused() {
        var tasks = new TaskCalls(tenant);
        var agent = AgentClient.hire(tenant, raw, tasks.profile(1, queue), 0).available();
        var task = tasks.in(queue);
        agent.acceptNext();
        assertThat(tell("{\"QueueChannel\": \"Task\"}", "$.Metrics.Agents.Available.Count"))
                .isEqualTo("0");

        tasks.pause(task);

        assertThat(tell("{\"QueueChannel\": \"Task\"}", "$.Metrics.Agents.Available.Count"))
                .isEqualTo("1");
    }

    @Test
    void doesNotCountAgentsOfOtherQueues() {
        AgentClient.hire(tenant, raw).available();

        assertThat(check("NumberOfAgentsOnline", "0")).isEqualTo("no");
    }

    @Test
    void countsAnAgentWithAnotherStatusAsOnlineOnly() {
        tenant.connect()
                .createAgentStatus(
                        r -> r.instanceId(tenant.instance()).name("Lunch").state("ENABLED"));
        agent().status("Lunch");

        assertThat(check("NumberOfAgentsOnline", "0")).isEqualTo("yes");
        assertThat(check("NumberOfAgentsStaffed", "0")).isEqualTo("no");
        assertThat(check("NumberOfAgentsAvailable", "0")).isEqualTo("no");
        assertThat(tell("{}", "$.Metrics.Agents.NonProductive.Count")).isEqualTo("1");
    }

    @Test
    void countsQueuedContactsAndTheOldestAge() {
        assertThat(check("NumberOfContactsInQueue", "0")).isEqualTo("no");
        assertThat(check("OldestContactInQueueAgeSeconds", "0")).isEqualTo("no");
        queued();
        clock.advance(Duration.ofSeconds(90));
        queued();

        assertThat(check("NumberOfContactsInQueue", "1")).isEqualTo("yes");
        assertThat(check("NumberOfContactsInQueue", "2")).isEqualTo("no");
        // In milliseconds, as in exports of the designer.
        assertThat(check("OldestContactInQueueAgeSeconds", "89000")).isEqualTo("yes");
        assertThat(check("OldestContactInQueueAgeSeconds", "300000")).isEqualTo("no");
    }

    @Test
    void loadsMetricsForReferences() {
        agent().available();
        agent();
        var name = tenant.connect()
                .describeQueue(r -> r.instanceId(tenant.instance()).queueId(queue))
                .queue()
                .name();

        assertThat(
                        tell(
                                "{}",
                                "$.Metrics.Queue.Name $.Metrics.Queue.Size $.Metrics.Queue.OldestContactAge $.Metrics.Agents.Available.Count/$.Metrics.Agents.Staffed.Count/$.Metrics.Agents.Online.Count"))
                .isEqualTo(name + " 0 0 1/1/1");
        assertThat(tell("{}", "$.Metrics.Queue.ARN")).endsWith("/queue/" + queue);
        assertThat(tell(
                        "{\"QueueId\": \"%s\", \"QueueChannel\": \"Chat\"}".formatted(queue),
                        "$.Metrics.Agents.Online.Count"))
                .isEqualTo("1");
        assertThat(tell("{\"QueueChannel\": \"$.Channel\"}", "$.Metrics.Agents.Online.Count"))
                .isEqualTo("1");
        assertThat(tell("{\"QueueChannel\": \"Task\"}", "[$.Metrics.Queue.Size] [$.Metrics.Agents.Online.Count]"))
                .isEqualTo("[0] []");
        assertThat(tell("{\"QueueChannel\": \"Telegraph\"}", "never")).isEqualTo("It has failed");
    }

    @Test
    void includesTheQueueOfAnAgent() {
        var agent = agent();
        var content = flow(
                act("load", "GetMetricData", "{\"AgentId\": \"%s\"}".formatted(agent.user()), "tell"),
                say("tell", "[$.Metrics.Agents.Available.Count]", "end"));
        assertThat(said(content)).isEqualTo("[]");

        agent.available();

        assertThat(said(content)).isEqualTo("[1]");
    }
}
