package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.TaskCalls;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The events of tasks. */
class TaskEventsTests extends EventReceiverFixture {

    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final RawCalls raw;

    TaskEventsTests(Service.Calls calls, RawCalls raw) {
        this.tenant = calls.newTenant();
        this.tasks = new TaskCalls(tenant);
        this.raw = raw;
    }

    @Test
    void coverTheLifeOfATask() {
        var task = tasks.in(AgentClient.basicQueue(tenant));
        tasks.pause(task);
        tasks.resume(task);
        var agent = AgentClient.hire(tenant, raw).available();
        assertThat(agent.acceptNext()).isEqualTo(task);
        tasks.pause(task);
        tasks.resume(task);
        agent.end(task);
        agent.clear(task);

        awaitReceived(
                task,
                "INITIATED",
                "QUEUED",
                "PAUSED",
                "RESUMED",
                "QUEUED",
                "CONNECTED_TO_AGENT",
                "PAUSED",
                "RESUMED",
                "DISCONNECTED",
                "COMPLETED");
        var contact = tenant.describe(task);
        var detail = crm.acceptedOf(task).get(7).event().path("detail");
        assertThat(detail.path("channel").asString()).isEqualTo("TASK");
        assertThat(detail.path("agentInfo").path("agentArn").asString()).contains(agent.user());
        assertThat(crm.acceptedOf(task).get(7).event().path("time").asString())
                .isEqualTo(contact.lastResumedTimestamp()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    @Test
    void coverRescheduledAndTransferredTasks() {
        var scheduled = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        var task = tasks.start(tenant.flow(), t -> t.scheduledTime(scheduled));
        tenant.connect()
                .updateContactSchedule(
                        r -> r.instanceId(tenant.instance()).contactId(task).scheduledTime(scheduled.plusSeconds(60)));
        var queue = AgentClient.basicQueue(tenant);

        var next = tasks.transfer(task, tasks.queueing(), queue);

        awaitReceived(task, "INITIATED", "CONTACT_DATA_UPDATED", "DISCONNECTED", "COMPLETED");
        assertThat(crm.acceptedOf(task)
                        .get(1)
                        .event()
                        .path("detail")
                        .path("updatedProperties")
                        .get(0)
                        .asString())
                .isEqualTo("ScheduledTimestamp");
        awaitReceived(next, "INITIATED", "QUEUED");
        var detail = crm.acceptedOf(next).getFirst().event().path("detail");
        assertThat(detail.path("initiationMethod").asString()).isEqualTo("TRANSFER");
        assertThat(detail.path("previousContactId").asString()).isEqualTo(task);
    }
}
