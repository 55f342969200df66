package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;

/** Routes tasks to agents like chats, but without participants and transcripts. */
@ServiceTest
class TaskRoutingTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final String queue;
    private final Router router;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    TaskRoutingTests(ContactCenter center, Router router, MutableClock clock, JdbcClient jdbc) {
        this.center = center;
        this.tenant = center.tenant();
        this.tasks = center.tasks();
        this.queue = center.queue();
        this.router = router;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void areAcceptedWithoutAConversation() {
        var agent = center.hire().available();
        var task = tasks.in(queue);

        assertThat(agent.awaitOffer()).isEqualTo(task);
        var answer = agent.tryAccept(task);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(task).doesNotContain("Participant");
        assertThat(agent.tryAccept(task).body()).as("a repeat").isEqualTo(answer.body());
        var contact = tenant.describe(task);
        assertThat(contact.queueInfo().id()).isEqualTo(queue);
        assertThat(contact.queueInfo().enqueueTimestamp()).isNotNull();
        assertThat(contact.agentInfo().id()).isEqualTo(agent.user());
        assertThat(contact.agentInfo().connectedToAgentTimestamp()).isNotNull();
        assertThat(contact.connectedToSystemTimestamp()).isNull();
        assertThat(agent.stateOf(task)).isEqualTo("CONNECTED");
        var held = agent.data().contacts().getFirst();
        assertThat(held.channel()).isEqualTo(Channel.TASK);
        assertThat(held.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(agent.data().activeSlotsByChannel()).containsEntry(Channel.TASK, 1);
        for (var table : List.of("chat_session", "participant", "transcript_item")) {
            assertThat(jdbc.sql("select count(*) from %s where %s = :task"
                                    .formatted(table, table.equals("chat_session") ? "id" : "session_id"))
                            .param("task", UUID.fromString(task))
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void endWithAfterContactWork() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        agent.acceptNext();

        agent.end(task);

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(agent.stateOf(task)).isEqualTo("ENDED");
        assertThat(agent.post(task, "end", "").statusCode()).isEqualTo(409);
        clock.advance(Duration.ofSeconds(30));
        agent.clear(task);
        assertThat(agent.data().contacts()).isEmpty();
        assertThat(tenant.describe(task).agentInfo().afterContactWorkDuration()).isBetween(29, 31);
    }

    @Test
    void areOfferedToAnotherAgentAfterARejectionOrATimeout() {
        var first = center.hire().available();
        var task = tasks.in(queue);
        assertThat(first.awaitOffer()).isEqualTo(task);
        first.reject(task);
        var second = center.hire().available();
        assertThat(second.awaitOffer()).isEqualTo(task);

        clock.advance(Duration.ofMinutes(2));
        router.sweep();

        assertThat(second.stateOf(task)).isEqualTo("MISSED");
        assertThat(second.tryAccept(task).statusCode()).isEqualTo(409);
        var third = center.hire().available();
        assertThat(third.acceptNext()).isEqualTo(task);
    }

    @Test
    void useSlotsOfTasksAndNotOfChats() {
        var profile = tasks.profile(1, queue);
        var chatsOnly = center.hire(AgentClient.profile(tenant, 5, 0, queue), 0).available();
        var agent = center.hire(profile, 0).available();
        var first = tasks.in(queue);
        assertThat(agent.awaitOffer()).isEqualTo(first);
        var second = tasks.in(queue);
        var chat = center.waitingContact();
        router.sweep();
        await().until(() -> agent.offers().contains(chat) || chatsOnly.offers().contains(chat));

        assertThat(agent.offers()).doesNotContain(second);
        assertThat(chatsOnly.offers()).doesNotContain(first, second);
        agent.accept(first);
        agent.end(first);
        agent.clear(first);
        await().until(() -> agent.offers().contains(second));
    }

    @Test
    void areTransferredToAQueueAndToAnAgent() {
        var first = center.hire().available();
        var task = tasks.in(queue);
        first.acceptNext();
        first.status("Offline");
        var second = center.hire();

        var next = first.transferTo(task, second);

        assertThat(tenant.describe(task).disconnectTimestamp()).isNotNull();
        assertThat(first.stateOf(task)).isEqualTo("ENDED");
        var contact = tenant.describe(next);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(contact.channel()).isEqualTo(Channel.TASK);
        assertThat(contact.previousContactId()).isEqualTo(task);
        assertThat(contact.initialContactId()).isEqualTo(task);
        assertThat(contact.name()).isEqualTo("Call back");
        assertThat(contact.queueInfo().id()).isEqualTo(second.user());
        second.available();
        assertThat(second.acceptNext()).isEqualTo(next);
        second.status("Offline");

        var last = second.transferToQueue(next, queue);

        var third = center.hire().available();
        assertThat(third.acceptNext()).isEqualTo(last);
        third.end(last);
        assertThat(tenant.describe(last).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
    }

    @Test
    void stayWithTheirAgentWhenTheOtherQueueIsFull() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        agent.acceptNext();
        agent.status("Offline");
        var full = tenant.newQueue("full", 1);
        tasks.in(full);

        assertThat(agent.tryTransfer(task, "{\"QueueId\":\"%s\"}".formatted(full))
                        .statusCode())
                .isEqualTo(409);

        assertThat(agent.stateOf(task)).isEqualTo("CONNECTED");
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
    }

    @Test
    void areFoundByTheirQueueAndAgent() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        agent.acceptNext();

        var found = tenant.connect()
                .searchContacts(r -> r.instanceId(tenant.instance())
                        .timeRange(range -> range.type("ENQUEUE_TIMESTAMP")
                                .startTime(clock.instant().minusSeconds(60))
                                .endTime(clock.instant().plusSeconds(60)))
                        .searchCriteria(criteria ->
                                criteria.channels(Channel.TASK).queueIds(queue).agentIds(agent.user())))
                .contacts();

        assertThat(found).singleElement().satisfies(contact -> {
            assertThat(contact.id()).isEqualTo(task);
            assertThat(contact.agentInfo().id()).isEqualTo(agent.user());
            assertThat(contact.queueInfo().id()).isEqualTo(queue);
        });
    }

    @Test
    void endInEveryStateWhenTheyAreStoppedOrExpire() {
        var agent = center.hire().available();
        var accepted = tasks.in(queue);
        agent.acceptNext();
        var offered = tasks.in(queue);
        assertThat(agent.awaitOffer()).isEqualTo(offered);
        agent.status("Offline");
        var queued = tasks.in(queue);

        tenant.stop(offered);
        tenant.stop(queued);
        clock.advance(Duration.ofDays(7).plusMinutes(1));

        assertThat(tenant.describe(accepted).disconnectReason()).isEqualTo("EXPIRED");
        assertThat(agent.stateOf(accepted)).isEqualTo("ENDED");
        assertThat(agent.offers()).isEmpty();
        assertThat(jdbc.sql("select count(*) from queued_contact where instance_id = :instance")
                        .param("instance", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void areOfferedByAssociateContactWithUserAndMovedByRoutingData() {
        var first = tasks.in(queue);
        var second = tasks.in(queue);
        tenant.connect()
                .updateContactRoutingData(
                        r -> r.instanceId(tenant.instance()).contactId(second).queuePriority(1L));
        var agent = center.hire();

        tenant.connect()
                .associateContactWithUser(
                        r -> r.instanceId(tenant.instance()).contactId(first).userId(agent.user()));

        assertThat(agent.offers()).containsExactly(first);
        agent.accept(first);
        agent.available();
        assertThat(agent.awaitOffer()).isEqualTo(second);
    }
}
