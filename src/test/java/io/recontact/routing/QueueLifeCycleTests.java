package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.QueueStatus;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Disabled, changed and deleted queues, as contacts and agents see them. */
@ServiceTest
class QueueLifeCycleTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final TaskCalls tasks;
    private final String queue;

    QueueLifeCycleTests(ContactCenter center) {
        this.center = center;
        this.tenant = center.tenant();
        this.connect = tenant.connect();
        this.tasks = center.tasks();
        this.queue = AgentClient.newQueue(tenant);
    }

    private void change(QueueStatus status) {
        connect.updateQueueStatus(
                r -> r.instanceId(tenant.instance()).queueId(queue).status(status));
    }

    private void delete() {
        connect.deleteQueue(r -> r.instanceId(tenant.instance()).queueId(queue));
    }

    private AgentClient agent() {
        return center.hire(AgentClient.profile(tenant, 2, 0, queue), 0).available();
    }

    @Test
    void takesNoContactsWhileItIsDisabled() {
        change(QueueStatus.DISABLED);

        var refused = tasks.start(tasks.queueing(queue));
        tasks.awaitAttribute(refused, "failed");
        assertThat(tenant.describe(refused).queueInfo()).isNull();

        change(QueueStatus.ENABLED);
        var taken = tasks.in(queue);
        assertThat(tenant.describe(taken).queueInfo().id()).isEqualTo(queue);
    }

    @Test
    void keepsOfferingTheContactsThatWaitWhenItIsDisabled() {
        var waiting = center.waitingChat(queue).contact();
        change(QueueStatus.DISABLED);

        assertThat(agent().acceptNext()).isEqualTo(waiting);
    }

    @Test
    void refusesTransfersOfAgentsWhileItIsDisabled() {
        var other = AgentClient.newQueue(tenant);
        var agent = agent();
        center.waitingChat(queue);
        var contact = agent.acceptNext();
        connect.updateQueueStatus(
                r -> r.instanceId(tenant.instance()).queueId(other).status(QueueStatus.DISABLED));

        var answer = agent.tryTransfer(contact, "{\"QueueId\":\"%s\"}".formatted(other));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains(other);
        assertThat(agent.stateOf(contact)).isEqualTo("CONNECTED");
    }

    @Test
    void appliesAChangedLimitToTheNextContact() {
        tasks.in(queue);
        connect.updateQueueMaxContacts(
                r -> r.instanceId(tenant.instance()).queueId(queue).maxContacts(1));

        var refused = tasks.start(tasks.queueing(queue));
        tasks.awaitAttribute(refused, "failed");

        connect.updateQueueMaxContacts(
                r -> r.instanceId(tenant.instance()).queueId(queue).maxContacts(null));
        tasks.in(queue);
    }

    @Test
    void isNotDeletedWhileContactsWait() {
        var waiting = center.waitingChat(queue).contact();

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(this::delete)
                .withMessageContaining(queue);

        tenant.stop(waiting);
        delete();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.describeQueue(
                        r -> r.instanceId(tenant.instance()).queueId(queue)));
        assertThat(tenant.describe(waiting).queueInfo().id()).isEqualTo(queue);
    }

    @Test
    void isNotDeletedWhileAPausedTaskWillReturnToIt() {
        var task = tasks.in(queue);
        tasks.pause(task);

        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(this::delete);
    }

    @Test
    void takesTheErrorBranchOnceItIsDeleted() {
        var flow = tasks.queueing(queue);
        delete();

        var task = tasks.start(flow);

        tasks.awaitAttribute(task, "failed");
    }

    @RepeatedTest(5)
    void losesNoContactThatEntersWhileItIsDeleted() {
        var contact = tenant.start();

        var results = ConcurrentCalls.run(2, call -> call == 0 ? deletes() : enters(contact));

        assertThat(results).containsOnlyOnce(true);
    }

    private boolean deletes() {
        try {
            delete();
            return true;
        } catch (ResourceInUseException _) {
            return false; // the contact was first
        }
    }

    private boolean enters(String contact) {
        return center.waiting().tryEnqueue(contact, queue, 10);
    }
}
