package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ChatMetrics;
import software.amazon.awssdk.services.connect.model.ParticipantType;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/** ChatMetrics in DescribeContact, as the Administrator Guide defines its members. */
@ServiceTest
class ChatMetricsTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final String queue;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final JdbcClient jdbc;
    private final MutableClock clock;

    ChatMetricsTests(Service.Calls calls, RawCalls raw, QueuedChats waiting, JdbcClient jdbc, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.queue = AgentClient.basicQueue(tenant);
        this.raw = raw;
        this.waiting = waiting;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    private ChatMetrics metrics(String contact) {
        return tenant.describe(contact).chatMetrics();
    }

    private Instant say(Participant participant, String text, int secondsLater) {
        clock.advance(Duration.ofSeconds(secondsLater));
        return Instant.parse(participant.say(text).absoluteTime());
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private long said(String contact) {
        return jdbc.sql("select count(*) from transcript_item where contact_id = :contact and type = 'MESSAGE'")
                .param("contact", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }

    @Test
    void countsMessagesAndResponseTimes() {
        var chat = waiting.in(tenant, queue);
        var bot = calls.joined(tenant.invite(chat.contact(), "CUSTOM_BOT")
                .participantCredentials()
                .participantToken());
        var c1 = say(chat.customer(), "Hello", 1);
        say(bot, "One moment", 1);
        say(chat.customer(), "Are you there?", 30);
        var desk = AgentClient.hire(tenant, raw).available();
        desk.awaitOffer();
        var agent = calls.joined(desk.accept(chat.contact()));
        var a1 = say(agent, "Hi \uD83D\uDC4B", 20);
        say(agent, "What is it?", 2);
        var c3 = say(chat.customer(), "A parcel", 10);
        var a3 = say(agent, "Sent", 5);

        var live = metrics(chat.contact());
        var acceptedAt = tenant.describe(chat.contact()).agentInfo().connectedToAgentTimestamp();
        assertThat(live.chatContactMetrics().multiParty()).isFalse();
        assertThat(live.chatContactMetrics().totalMessages()).isEqualTo(7);
        assertThat(live.chatContactMetrics().totalBotMessages()).isEqualTo(1);
        assertThat(live.chatContactMetrics().totalBotMessageLengthInChars()).isEqualTo(10);
        assertThat(live.chatContactMetrics().conversationTurnCount()).isEqualTo(3);
        assertThat(live.chatContactMetrics().agentFirstResponseTimestamp()).isEqualTo(a1);
        assertThat(live.chatContactMetrics().agentFirstResponseTimeInMillis()).isEqualTo(millis(acceptedAt, a1));
        assertThat(live.chatContactMetrics().conversationCloseTimeInMillis()).isNull();

        var ofAgent = live.agentMetrics();
        assertThat(ofAgent.participantType()).isEqualTo(ParticipantType.AGENT);
        assertThat(ofAgent.messagesSent()).isEqualTo(3);
        assertThat(ofAgent.messageLengthInChars()).isEqualTo(4 + 11 + 4);
        assertThat(ofAgent.numResponses()).isEqualTo(2);
        assertThat(ofAgent.totalResponseTimeInMillis()).isEqualTo(millis(c1, a1) + millis(c3, a3));
        assertThat(ofAgent.maxResponseTimeInMillis()).isEqualTo(millis(c1, a1));
        assertThat(ofAgent.lastMessageTimestamp()).isEqualTo(a3);
        assertThat(ofAgent.conversationAbandon()).as("may still speak").isNull();

        var ofCustomer = live.customerMetrics();
        assertThat(ofCustomer.participantType()).isEqualTo(ParticipantType.CUSTOMER);
        assertThat(ofCustomer.participantId())
                .isEqualTo(chat.customer().everything().stream()
                        .filter(item -> "Hello".equals(item.content()))
                        .findFirst()
                        .orElseThrow()
                        .participantId());
        assertThat(ofCustomer.messagesSent()).isEqualTo(3);
        assertThat(ofCustomer.messageLengthInChars()).isEqualTo(5 + 14 + 8);
        assertThat(ofCustomer.numResponses()).isEqualTo(1);
        assertThat(ofCustomer.totalResponseTimeInMillis()).isEqualTo(millis(a1, c3));
        assertThat(ofCustomer.maxResponseTimeInMillis()).isEqualTo(millis(a1, c3));
        assertThat(ofCustomer.lastMessageTimestamp()).isEqualTo(c3);

        clock.advance(Duration.ofSeconds(7));
        tenant.stop(chat.contact());

        var ended = tenant.describe(chat.contact());
        var closeTime = millis(c3, ended.disconnectTimestamp());
        assertThat(ended.chatMetrics())
                .isEqualTo(live.toBuilder()
                        .chatContactMetrics(contact -> contact.multiParty(false)
                                .totalMessages(7)
                                .totalBotMessages(1)
                                .totalBotMessageLengthInChars(10)
                                .conversationTurnCount(3)
                                .agentFirstResponseTimestamp(a1)
                                .agentFirstResponseTimeInMillis(millis(acceptedAt, a1))
                                .conversationCloseTimeInMillis(closeTime))
                        .agentMetrics(
                                ofAgent.toBuilder().conversationAbandon(false).build())
                        .customerMetrics(ofCustomer.toBuilder()
                                .conversationAbandon(false)
                                .build())
                        .build());
        deleteStoredMetrics(chat.contact());
        assertThat(metrics(chat.contact()))
                .as("of a chat that ended before anything was noted")
                .isEqualTo(ended.chatMetrics());
    }

    private void deleteStoredMetrics(String contact) {
        jdbc.sql("update contact set chat_metrics = null where id = :id")
                .param("id", UUID.fromString(contact))
                .update();
    }

    @Test
    void countsEachContactOfASessionSeparately() {
        var first = AgentClient.hire(tenant, raw).available();
        var chat = waiting.in(tenant, queue);
        say(chat.customer(), "Hello", 1);
        first.awaitOffer();
        say(calls.joined(first.accept(chat.contact())), "I hand you on", 1);
        var second = AgentClient.hire(tenant, raw).available();
        var next = first.transferTo(chat.contact(), second);
        second.awaitOffer();
        calls.joined(second.accept(next));

        var before = metrics(chat.contact());
        assertThat(before.chatContactMetrics().totalMessages()).isEqualTo(2);
        assertThat(before.agentMetrics().messagesSent()).isEqualTo(1);
        tenant.stop(next);

        assertThat(metrics(chat.contact()))
                .as("of the contact that was handed on")
                .isEqualTo(before);
        var after = metrics(next);
        assertThat(after.chatContactMetrics().totalMessages()).isZero();
        assertThat(after.chatContactMetrics().multiParty()).isFalse();
        assertThat(after.chatContactMetrics().agentFirstResponseTimestamp()).isNull();
        assertThat(after.chatContactMetrics().conversationCloseTimeInMillis()).isNull();
        assertThat(after.agentMetrics().conversationAbandon()).isTrue();
        assertThat(after.customerMetrics().conversationAbandon()).isTrue();
        assertThat(after.customerMetrics().participantId())
                .isEqualTo(before.customerMetrics().participantId());
        deleteStoredMetrics(chat.contact());
        assertThat(metrics(chat.contact()))
                .as("counted again, with a contact behind it")
                .isEqualTo(before);
    }

    @Test
    void flagsSeveralAgents() {
        var contact = tenant.start();
        for (int i = 0; i < 2; i++) {
            calls.joined(
                    tenant.invite(contact, "AGENT").participantCredentials().participantToken());
        }

        assertThat(metrics(contact).chatContactMetrics().multiParty()).isTrue();
    }

    /** Contacts are read often, so the cost of a read must not grow with the chat. */
    @Test
    void isIncludedForAVeryLongChatOnceItHasEnded() {
        var contact = tenant.start();
        write(2000, contact);
        assertThat(metrics(contact)).isNull();

        tenant.stop(contact);

        assertThat(metrics(contact).chatContactMetrics().totalMessages()).isEqualTo(2000);
    }

    /** The cost of an end must not grow with the chat either. */
    @Test
    void isAbsentForALongerChat() {
        var contact = tenant.start();
        write(10_001, contact);

        tenant.stop(contact);

        assertThat(tenant.describe(contact).disconnectReason()).isEqualTo("API");
        assertThat(metrics(contact)).isNull();
    }

    private void write(int messages, String contact) {
        jdbc.sql("""
                        with session as (
                            update chat_session set next_sequence = next_sequence + :messages where id = :session returning *
                        )
                        insert into transcript_item (session_id, sequence, id, contact_id, created_at, type,
                            content_type, content, participant_id, display_name, role)
                        select session.id, n, gen_random_uuid(), session.id, started_at, 'MESSAGE', 'text/plain', 'x',
                               participant.id, 'Ada', 'CUSTOMER'
                        from session join participant on participant.session_id = session.id
                             cross join generate_series(1, :messages) n
                        """)
                .param("session", UUID.fromString(contact))
                .param("messages", messages)
                .update();
    }

    @Test
    void countsMessagesSentWhileTheChatEnds() {
        for (int round = 0; round < 5; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.joined(chat.participantToken());
            ConcurrentCalls.run(9, number -> {
                if (number == 4) {
                    tenant.stop(chat.contactId());
                    return "stopped";
                }
                try {
                    return customer.say("Hello").id();
                } catch (AccessDeniedException _) {
                    return "too late";
                }
            });

            assertThat(metrics(chat.contactId()).chatContactMetrics().totalMessages())
                    .isEqualTo((int) said(chat.contactId()));
        }
    }

    @Test
    void tasksHaveNone() {
        var task = tenant.connect()
                .startTaskContact(request -> request.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back"))
                .contactId();
        assertThat(metrics(task)).isNull();

        tenant.stop(task);

        assertThat(metrics(task)).isNull();
    }
}
