package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.retention.Retention;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceConflictException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Routing decisions: which agent gets an offer of which contact, and when. */
@ServiceTest
class RoutingTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final String queue;
    private final RawCalls raw;
    private final Router router;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final Retention retention;

    RoutingTests(ContactCenter center, Router router, MutableClock clock, JdbcClient jdbc, Retention retention) {
        this.center = center;
        this.tenant = center.tenant();
        this.queue = center.queue();
        this.raw = center.raw();
        this.router = router;
        this.clock = clock;
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Test
    void wakesAWaitingAgent() {
        var agent = center.hire().available();
        var offer = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> offer.complete(agent.awaitOffer()));
        var chat = center.waitingContact();
        assertThat(offer.orTimeout(15, TimeUnit.SECONDS).join()).isEqualTo(chat);
    }

    @Test
    void returnsNoOfferAfterTheWait() {
        assertThat(center.hire().available().offers()).isEmpty();
    }

    /** A node sees an offer of another node only in the table. */
    @Test
    void findsTheOffersOfOtherNodes() {
        var agent = center.hire();
        var chat = tenant.start();
        var offer = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> offer.complete(agent.awaitOffer()));
        jdbc.sql("""
                        insert into agent_contact (
                            contact_id, agent_id, instance_id, queue_id, channel, state, state_since, due_at)
                        values (:contact, :agent, :instance, :queue, 'CHAT', 'CONNECTING', :now, :due)
                        """)
                .param("contact", UUID.fromString(chat))
                .param("agent", UUID.fromString(agent.user()))
                .param("instance", UUID.fromString(tenant.instance()))
                .param("queue", UUID.fromString(queue))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("due", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
        assertThat(offer.orTimeout(15, TimeUnit.SECONDS).join()).isEqualTo(chat);
    }

    @Test
    void isDeletedWithItsInstance() {
        var agent = center.hire().available();
        center.waitingContact();
        agent.acceptNext();
        var instance = UUID.fromString(tenant.instance());
        tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance()));
        retention.run();
        for (var table : List.of("agent", "agent_contact", "queued_contact", "agent_user", "queue")) {
            assertThat(jdbc.sql("select count(*) from %s where instance_id = :instance".formatted(table))
                            .param("instance", instance)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | /users/{i}/{u}/status            | {}                                  | AgentStatusId",
                "PUT  | /users/{i}/{u}/status            | {\"AgentStatusId\":\"x\"}           | AgentStatusId",
                "PUT  | /users/{i}/{u}/status            | {\"AgentStatusId\":[1]}             | AgentStatusId",
                "PUT  | /users/{i}/x/status              | {\"AgentStatusId\":\"x\"}           | UserId",
                "POST | /users/{i}/{u}/contact           | {}                                  | ContactId",
                "POST | /users/{i}/{u}/contact           | {\"ContactId\":\"\"}                | ContactId",
                "POST | /metrics/userdata/{i}            | {}                                  | Filters",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{\"Queues\":[]}}       | Queues",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{\"Queues\":[null]}}   | Queues",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{\"Agents\":[\"x\"]}}  | Agents",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{\"ContactFilter\":{\"ContactStates\":[\"X\"]}}} | ContactStates",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{},\"MaxResults\":0}   | MaxResults",
                "POST | /metrics/userdata/{i}            | {\"Filters\":{},\"NextToken\":\"x\"} | NextToken",
                "POST | /contacts/{i}/{c}/associate-user | {}                                  | UserId",
                "POST | /contacts/{i}/{c}/associate-user | {\"UserId\":\"x\"}                  | UserId",
                "POST | /contacts/{i}/x/associate-user   | {\"UserId\":\"x\"}                  | ContactId",
                "POST | /contacts/{i}/{c}/routing-data   | {\"QueuePriority\":\"high\"}        | QueuePriority",
                "POST | /contacts/{i}/{c}/routing-data   | {\"QueuePriority\":9223372036854775808} | QueuePriority",
                "POST | /contacts/{i}/{c}/routing-data   | {\"QueueTimeAdjustmentSeconds\":1e99} | QueueTimeAdjustmentSeconds",
                "POST | /contacts/{i}/{c}/routing-data   | {\"RoutingCriteria\":{\"Steps\":[]}} | RoutingCriteria",
            })
    void namesTheInvalidMember(String method, String path, String body, String member) {
        var target = path.replace("{i}", tenant.instance())
                .replace("{u}", center.hire().user())
                .replace("{c}", center.waitingContact());
        var answer = raw.send(method, target, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(member);
    }

    @Test
    void offersNothingToUnavailableAgents() {
        var away = center.hire().status("Offline");
        var neverThere = center.hire();
        center.waitingContact();
        router.sweep();
        assertThat(away.offers()).isEmpty();
        assertThat(neverThere.offers()).isEmpty();
    }

    @Test
    void offersNothingOfQueuesOutsideTheProfile() {
        var other = center.hire(AgentClient.profile(tenant, 5, 0, AgentClient.newQueue(tenant)), 0)
                .available();
        center.waitingContact();
        router.sweep();
        assertThat(other.offers()).isEmpty();
    }

    @Test
    void offersNoMoreThanTheAgentsSlots() {
        var chats = List.of(center.waitingContact(), center.waitingContact(), center.waitingContact());
        var agent = center.hire(AgentClient.profile(tenant, 2, 0, queue), 0).available();
        Awaitility.await().until(() -> agent.offers().size() == 2);
        router.sweep();
        assertThat(agent.offers()).containsExactlyElementsOf(chats.subList(0, 2));
        var data = agent.data();
        assertThat(data.maxSlotsByChannel()).containsEntry(Channel.CHAT, 2);
        assertThat(data.activeSlotsByChannel()).containsEntry(Channel.CHAT, 2);
        assertThat(data.availableSlotsByChannel()).containsEntry(Channel.CHAT, 0);
    }

    @Test
    void offersByProfilePriorityThenPriorityThenAge() {
        var first = AgentClient.newQueue(tenant);
        var second = AgentClient.newQueue(tenant);
        var old = center.waitingChat(second).contact();
        var urgent = center.waitingChat(second).contact();
        var older = center.waitingChat(first).contact();
        var young = center.waitingChat(first).contact();
        var aged = center.waitingChat(second).contact();
        tenant.connect()
                .updateContactRoutingData(
                        r -> r.instanceId(tenant.instance()).contactId(urgent).queuePriority(1L));
        tenant.connect()
                .updateContactRoutingData(
                        r -> r.instanceId(tenant.instance()).contactId(aged).queueTimeAdjustmentSeconds(600));
        var agent =
                center.hire(AgentClient.profile(tenant, 1, 0, first, second), 0).available();
        var order = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var next = agent.acceptNext();
            order.add(next);
            agent.end(next);
            agent.clear(next);
        }
        assertThat(order).containsExactly(older, young, urgent, aged, old);
        assertThat(tenant.describe(urgent).queuePriority()).isEqualTo(1);
        assertThat(tenant.describe(aged).queueTimeAdjustmentSeconds()).isEqualTo(600);
    }

    @Test
    void waitsForTheDelayOfTheProfile() {
        var late = center.hire(AgentClient.profile(tenant, 5, 30, queue), 0).available();
        var chat = center.waitingContact();
        router.sweep();
        assertThat(late.offers()).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        router.sweep();
        assertThat(late.offers()).containsExactly(chat);
    }

    @Test
    void prefersTheQueueOfTheAgent() {
        center.waitingContact();
        var agent = center.hire(AgentClient.profile(tenant, 1, 0, queue), 0);
        var own = center.waitingChat(agent.user()).contact();
        assertThat(agent.available().awaitOffer()).isEqualTo(own);
    }

    @Test
    void offersARejectedContactToAnotherAgent() {
        var first = center.hire().available();
        var chat = center.waitingContact();
        first.awaitOffer();
        first.reject(chat);
        assertThat(first.stateOf(chat)).isEqualTo("REJECTED");
        var second = center.hire().available();
        assertThat(second.awaitOffer()).isEqualTo(chat);
    }

    @Test
    void offersARejectedContactAgainOnceTheAgentHasClearedIt() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.awaitOffer();
        agent.reject(chat);
        router.sweep();
        assertThat(agent.offers()).isEmpty();
        tenant.connect()
                .dismissUserContact(r ->
                        r.instanceId(tenant.instance()).userId(agent.user()).contactId(chat));
        assertThat(agent.awaitOffer()).isEqualTo(chat);
    }

    @Test
    void withdrawsTheOfferOfAContactThatEnds() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.awaitOffer();
        tenant.stop(chat);
        assertThat(agent.offers()).isEmpty();
        assertThat(agent.stateOf(chat)).isEmpty();
        assertThat(agent.tryAccept(chat).statusCode()).isEqualTo(404);
    }

    @Test
    void offersAContactToAUserInAnyStatus() {
        var offline = center.hire();
        var chat = center.waitingContact();
        tenant.connect()
                .associateContactWithUser(
                        r -> r.instanceId(tenant.instance()).contactId(chat).userId(offline.user()));
        assertThat(offline.offers()).containsExactly(chat);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .associateContactWithUser(r ->
                                r.instanceId(tenant.instance()).contactId(chat).userId(offline.user())));
    }

    @Test
    void refusesOffersOfUnqueuedContactsAndToUnknownUsers() {
        var agent = center.hire();
        var chat = tenant.start();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .associateContactWithUser(r ->
                                r.instanceId(tenant.instance()).contactId(chat).userId(agent.user())));
        var waits = center.waitingContact();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect()
                        .associateContactWithUser(r -> r.instanceId(tenant.instance())
                                .contactId(waits)
                                .userId(UUID.randomUUID().toString())));
    }

    @Test
    void refusesInvalidRoutingData() {
        var chat = center.waitingContact();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactRoutingData(
                                r -> r.instanceId(tenant.instance()).contactId(chat)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactRoutingData(r -> r.instanceId(tenant.instance())
                                .contactId(chat)
                                .queuePriority(1L)
                                .queueTimeAdjustmentSeconds(1)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactRoutingData(r ->
                                r.instanceId(tenant.instance()).contactId(chat).queuePriority(0L)));
        assertThat(tenant.describe(chat).queuePriority()).isNull();
    }

    @Test
    void keepsRoutingDataOfContactsWithAnAgent() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        assertThatExceptionOfType(ResourceConflictException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactRoutingData(r ->
                                r.instanceId(tenant.instance()).contactId(chat).queuePriority(1L)));
    }
}
