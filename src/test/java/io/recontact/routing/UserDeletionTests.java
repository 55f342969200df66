package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.ContactId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.EventHook;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.QuickConnectType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** DeleteUser: what becomes of the contacts of the user. */
@ServiceTest
class UserDeletionTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final ContactLifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    UserDeletionTests(
            ContactCenter center, ContactLifecycle lifecycle, TransactionTemplate transaction, JdbcClient jdbc) {
        this.center = center;
        this.tenant = center.tenant();
        this.lifecycle = lifecycle;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    private void delete(AgentClient agent) {
        tenant.connect().deleteUser(r -> r.instanceId(tenant.instance()).userId(agent.user()));
    }

    /** Lets the default flow, which waits, take over when the last agent leaves. */
    private QueuedChats.Chat withDisconnectFlow(QueuedChats.Chat chat) {
        transaction.executeWithoutResult(_ -> lifecycle.setEventHook(
                lifecycle.lock(new ContactId(UUID.fromString(chat.contact()))).orElseThrow(),
                EventHook.CUSTOMER_REMAINING,
                new ContactFlowId(UUID.fromString(tenant.flow()))));
        return chat;
    }

    private String next(String contact) {
        return jdbc.sql("select id from contact where previous_contact_id = :contact")
                .param("contact", UUID.fromString(contact))
                .query(UUID.class)
                .single()
                .toString();
    }

    @Test
    void returnsAnOfferToItsQueue() {
        var leaving = center.hire().available();
        var chat = center.waitingContact();
        assertThat(leaving.awaitOffer()).isEqualTo(chat);

        delete(leaving);

        assertThat(center.hire().available().acceptNext()).isEqualTo(chat);
        assertThat(tenant.describe(chat).disconnectTimestamp()).isNull();
    }

    @Test
    void continuesAnAcceptedChatWithItsDisconnectFlow() {
        var agent = center.hire().available();
        var chat = withDisconnectFlow(center.waitingChat());
        agent.acceptNext();

        delete(agent);

        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(tenant.describe(chat.contact()).agentInfo().id()).isEqualTo(agent.user());
        assertThat(tenant.describe(chat.contact()).agentInfo().afterContactWorkEndTimestamp())
                .isNotNull();
        var next = tenant.describe(next(chat.contact()));
        assertThat(next.initiationMethod()).isEqualTo(ContactInitiationMethod.DISCONNECT);
        assertThat(next.disconnectTimestamp()).isNull();
        chat.customer().say("Is anybody there?");
    }

    @Test
    void endsAnAcceptedChatWithoutADisconnectFlow() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();

        delete(agent);

        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
    }

    @Test
    void endsAnAcceptedTask() {
        var agent = center.hire().available();
        var task = center.tasks().in(center.queue());
        assertThat(agent.acceptNext()).isEqualTo(task);

        delete(agent);

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
    }

    @Test
    void completesAfterContactWork() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        agent.end(chat);

        delete(agent);

        assertThat(tenant.describe(chat).agentInfo().afterContactWorkEndTimestamp())
                .isNotNull();
    }

    @Test
    void continuesChatsOfTheAgentQueueAsIfTheAgentHadLeft() {
        var agent = center.hire();
        var continued = withDisconnectFlow(center.waitingChat(agent.user()));
        var ended = center.waitingChat(agent.user());

        delete(agent);

        assertThat(tenant.describe(next(continued.contact())).disconnectTimestamp())
                .isNull();
        continued.customer().say("Is anybody there?");
        assertThat(tenant.describe(ended.contact()).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(jdbc.sql("select count(*) from queued_contact where queue_id = :queue")
                        .param("queue", UUID.fromString(agent.user()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void removesTheAgentQueue() {
        var agent = center.hire();

        delete(agent);

        assertThat(tenant.connect()
                        .listQueues(r -> r.instanceId(tenant.instance()).queueTypes(QueueType.AGENT))
                        .queueSummaryList())
                .isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> delete(agent));
    }

    @Test
    void keepsAUserWhoseQueueARoutingProfileNames() {
        var agent = center.hire().available();
        AgentClient.profile(tenant, 1, 0, agent.user());
        var chat = center.waitingChat();
        agent.acceptNext();

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> delete(agent));

        assertThat(agent.data().contacts()).hasSize(1);
        chat.customer().say("Nothing has changed");
    }

    /** An offer, an acceptance or a message may come at any moment of the deletion. */
    @Test
    void leavesNoContactBehindInARace() {
        var agent = center.hire().available();
        var chats = List.of(center.waitingChat(), center.waitingChat(), center.waitingChat());
        agent.awaitOffer();

        ConcurrentCalls.run(chats.size() + 1, i -> {
            if (i == chats.size()) {
                delete(agent);
            } else {
                assertThat(agent.tryAccept(chats.get(i).contact()).statusCode()).isLessThan(500);
            }
            return true;
        });

        var other = center.hire().available();
        for (var chat : chats) {
            Awaitility.await()
                    .until(() -> tenant.describe(chat.contact()).disconnectTimestamp() != null
                            || other.offers().contains(chat.contact()));
        }
    }

    /**
     * A chat comes back to the user whose after-contact work for it is not complete, so that both transactions need the
     * session and the agent queue.
     */
    @RepeatedTest(5)
    void meetsATransferToItsAgentQueue() {
        var deleted = center.hire().available();
        var chat = center.waitingChat();
        deleted.acceptNext();
        deleted.status("Offline");
        var other = center.hire();
        var held = deleted.transferTo(chat.contact(), other);
        other.available();
        assertThat(other.acceptNext()).isEqualTo(held);

        var status = race(
                deleted,
                () -> other.tryTransfer(held, "{\"UserId\":\"%s\"}".formatted(deleted.user()))
                        .statusCode());

        assertThat(status).isIn(200, 404);
        if (status == 200) {
            assertThat(tenant.describe(next(held)).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        } else {
            assertThat(other.stateOf(held)).isEqualTo("CONNECTED");
            chat.customer().say("Nothing has changed");
        }
    }

    @RepeatedTest(5)
    void meetsATransferThroughAQuickConnect() {
        var deleted = center.hire();
        var flow = center.tasks().queueing(ContactFlowType.AGENT_TRANSFER);
        var quick = tenant.connect()
                .createQuickConnect(r -> r.instanceId(tenant.instance())
                        .name("quick " + UUID.randomUUID())
                        .quickConnectConfig(c -> c.quickConnectType(QuickConnectType.USER)
                                .userConfig(u -> u.userId(deleted.user()).contactFlowId(flow))))
                .quickConnectId();
        var other = center.hire().available();
        var chat = center.waitingContact();
        other.acceptNext();

        var status = race(
                deleted,
                () -> other.tryTransfer(chat, "{\"QuickConnectId\":\"%s\"}".formatted(quick))
                        .statusCode());

        assertThat(status).isIn(200, 400, 404);
        if (status == 200) {
            awaitFailureOrEnd(next(chat));
        } else {
            assertThat(other.stateOf(chat)).isEqualTo("CONNECTED");
        }
    }

    @RepeatedTest(5)
    void meetsATaskThatAFlowTransfersToItsAgentQueue() {
        var deleted = center.hire();
        var flow = center.tasks().queueing(deleted.user());

        var task = race(deleted, () -> center.tasks().start(flow));

        awaitFailureOrEnd(task);
    }

    @RepeatedTest(5)
    void meetsATaskThatResumesInItsAgentQueue() {
        var deleted = center.hire();
        var task = center.tasks().in(deleted.user());
        center.tasks().pause(task);

        race(deleted, () -> {
            try {
                center.tasks().resume(task);
                return 200;
            } catch (ConnectException e) {
                assertThat(e.statusCode()).as(e.getMessage()).isLessThan(500);
                return e.statusCode();
            }
        });

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
    }

    @RepeatedTest(5)
    void meetsTheAssociationOfAContact() {
        var deleted = center.hire();
        var chat = center.waitingContact();

        race(deleted, () -> {
            try {
                tenant.connect()
                        .associateContactWithUser(r ->
                                r.instanceId(tenant.instance()).contactId(chat).userId(deleted.user()));
                return 200;
            } catch (ResourceNotFoundException e) {
                return e.statusCode();
            }
        });

        assertThat(center.hire().available().acceptNext()).isEqualTo(chat);
    }

    /** Deletes the user during a call, and returns the result of the call. */
    private <T> T race(AgentClient deleted, Callable<T> call) {
        return ConcurrentCalls.<Optional<T>>run(2, i -> {
                    if (i == 0) {
                        delete(deleted);
                        return Optional.empty();
                    }
                    return Optional.of(call.call());
                })
                .getLast()
                .orElseThrow();
    }

    /** The contact was in the agent queue and ended with it, or its flow found no queue. */
    private void awaitFailureOrEnd(String contact) {
        Awaitility.await()
                .until(() -> "AGENT_DISCONNECT".equals(tenant.describe(contact).disconnectReason())
                        || tenant.attributes(contact).containsKey("failed"));
    }
}
