package io.recontact.chat.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.ConfiguredServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.ParticipantTimerConfiguration;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The rules of the Administrator Guide, "Set up chat timeouts for chat participants". */
@ConfiguredServiceTest // a jump of the clock does not close its websockets
class IdleTimerTests extends IdleTimerFixture {

    IdleTimerTests(
            Service.Calls calls,
            RawCalls raw,
            MutableClock clock,
            IdleTimerSweep sweep,
            IdleTimerService timers,
            TransactionTemplate transactions,
            MeterRegistry meters,
            JdbcClient jdbc) {
        super(calls, raw, clock, sweep, timers, transactions, meters, jdbc);
    }

    static ParticipantTimerConfiguration unset(String role, String type) {
        return ParticipantTimerConfiguration.builder()
                .participantRole(role)
                .timerType(type)
                .timerValue(v -> v.participantTimerAction("Unset"))
                .build();
    }

    @Test
    void pushesIdlenessOfTheCustomerOnceItsTimeHasPassed() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2));
                var agentSocket = talk.agent.subscribe()) {
            pass(Duration.ofSeconds(110));
            assertThat(talk.seen()).isEmpty();

            pass(Duration.ofSeconds(15));

            var idle = talk.socket.awaitEvent(IDLE);
            assertThat(idle.path("ParticipantRole").asString()).isEqualTo("CUSTOMER");
            assertThat(idle.path("DisplayName").asString()).isEqualTo("Ada");
            assertThat(idle.path("ContactId").asString()).isEqualTo(talk.contact);
            agentSocket.awaitEvent(IDLE);
            assertThat(talk.agent.everything().stream().map(Item::contentType))
                    .as("these events are not persisted to the transcripts")
                    .noneMatch(type -> type.endsWith(IDLE));
            pass(Duration.ofHours(8));
            assertThat(talk.seen()).as("once").containsExactly("CUSTOMER " + IDLE);
        }
    }

    @Test
    void restartsWhenTheParticipantSendsAMessage() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            clock.advance(Duration.ofSeconds(90));
            talk.customer.say("One moment");
            pass(Duration.ofSeconds(110));
            assertThat(talk.seen()).isEmpty();

            pass(Duration.ofSeconds(15));

            talk.socket.awaitEvent(IDLE);
        }
    }

    @Test
    void ignoresMessagesOfOthersAndTypingEvents() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            clock.advance(Duration.ofSeconds(90));
            talk.agent.say("Are you there?");
            talk.customer.event("typing");

            pass(Duration.ofSeconds(35));

            talk.socket.awaitEvent(IDLE);
        }
    }

    /** "When an attachment is added to a message, the chat timer is reset." */
    @Test
    void restartsWhenTheParticipantSendsAFile() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            clock.advance(Duration.ofSeconds(90));
            expectAttached(talk.customer);
            pass(Duration.ofSeconds(110));
            assertThat(talk.seen()).isEmpty();
            pass(Duration.ofSeconds(15));
            talk.socket.awaitEvent(IDLE);

            expectAttached(talk.customer);

            talk.socket.awaitEvent(RETURNED);
        }
    }

    private void expectAttached(Participant participant) {
        var file = "Just text";
        var upload = participant
                .client()
                .startAttachmentUpload(r -> r.connectionToken(participant.connectionToken())
                        .attachmentName("note.txt")
                        .contentType("text/plain")
                        .attachmentSizeInBytes((long) file.length()));
        var put = HttpRequest.newBuilder(URI.create(upload.uploadMetadata().url()))
                .PUT(HttpRequest.BodyPublishers.ofString(file));
        upload.uploadMetadata().headersToInclude().forEach(put::header);
        assertThat(raw.send(put.build()).statusCode()).isEqualTo(200);
        participant
                .client()
                .completeAttachmentUpload(
                        r -> r.connectionToken(participant.connectionToken()).attachmentIds(upload.attachmentId()));
    }

    @Test
    void endsIdlenessWithAMessage() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2), timer("CUSTOMER", "DISCONNECT_NONCUSTOMER", 10))) {
            pass(Duration.ofSeconds(125));
            talk.socket.awaitEvent(IDLE);
            clock.advance(Duration.ofMinutes(9));

            var sent = talk.customer.say("I am back");

            assertThat(talk.socket.awaitMessage("I am back").path("Id").asString())
                    .isEqualTo(sent.id());
            assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE, "CUSTOMER " + RETURNED);
            pass(Duration.ofSeconds(110));
            assertThat(talk.seen()).as("both timers have started over").hasSize(2);
            pass(Duration.ofSeconds(15));
            Awaitility.await().untilAsserted(() -> assertThat(talk.events()).endsWith("CUSTOMER " + IDLE));
        }
    }

    @Test
    void disconnectsTheAgentOnceTheCustomerWasIdleForTooLong() {
        try (var talk = new Talk(timer("CUSTOMER", "DISCONNECT_NONCUSTOMER", 3), timer("CUSTOMER", "IDLE", 2));
                var agentSocket = talk.agent.subscribe()) {
            pass(Duration.ofSeconds(125));
            talk.socket.awaitEvent(IDLE);
            pass(Duration.ofSeconds(170));
            assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE);

            pass(Duration.ofSeconds(15));

            talk.socket.awaitEvent("chat.ended");
            assertThat(talk.events())
                    .containsExactly(
                            "CUSTOMER " + IDLE,
                            "CUSTOMER " + AUTODISCONNECTION,
                            "AGENT participant.left",
                            " chat.ended");
            assertThat(agentSocket.awaitClosed()).isEqualTo(1000);
            assertThat(tenant.describe(talk.contact).disconnectReason()).isEqualTo("IDLE_DISCONNECT");
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> talk.agent.say("Hello?"));
            pass(Duration.ofHours(1));
        }
    }

    @Test
    void disconnectsWithoutIdlenessIfOnlyThatTimerIsSet() {
        try (var talk = new Talk(timer("AGENT", "DISCONNECT_NONCUSTOMER", 2))) {
            pass(Duration.ofSeconds(90));
            talk.agent.say("I am looking into it");
            pass(Duration.ofSeconds(60));
            assertThat(tenant.describe(talk.contact).disconnectTimestamp()).isNull();

            pass(Duration.ofSeconds(65));

            talk.socket.awaitEvent("chat.ended");
            assertThat(talk.events())
                    .containsExactly("AGENT " + AUTODISCONNECTION, "AGENT participant.left", " chat.ended");
        }
    }

    @Test
    void waitsForTheAgent() {
        var chat = tenant.start(_ -> {});
        set(chat.contactId(), timer("CUSTOMER", "IDLE", 2));
        try (var socket = calls.customerOf(chat).subscribe()) {
            socket.awaitEvent("participant.joined");
            pass(Duration.ofMinutes(10));

            var agent = calls.joined(tenant.invite(chat.contactId(), "AGENT")
                    .participantCredentials()
                    .participantToken());

            pass(Duration.ofSeconds(110));
            agent.say("Hello");
            socket.awaitMessage("Hello");
            assertThat(socket.items())
                    .noneMatch(item -> item.path("ContentType").asString("").endsWith(IDLE));
            pass(Duration.ofSeconds(15));
            socket.awaitEvent(IDLE);
        }
    }

    @Test
    void waitsForTheCustomer() {
        var chat = tenant.start(_ -> {});
        set(chat.contactId(), timer("AGENT", "IDLE", 2));
        var agent = calls.participant(tenant.invite(chat.contactId(), "AGENT")
                .participantCredentials()
                .participantToken());
        try (var socket = agent.subscribe()) {
            socket.awaitEvent("participant.joined");
            pass(Duration.ofSeconds(125));
            assertThat(running(chat.contactId())).isZero();

            calls.joined(chat.participantToken());

            pass(Duration.ofSeconds(125));
            var idle = socket.awaitEvent(IDLE);
            assertThat(idle.path("ParticipantRole").asString()).isEqualTo("AGENT");
        }
    }

    @Test
    void ignoresBots() {
        var chat = tenant.start(_ -> {});
        set(chat.contactId(), timer("CUSTOMER", "IDLE", 2), timer("AGENT", "IDLE", 2));
        calls.joined(chat.participantToken());

        calls.joined(tenant.invite(chat.contactId(), "CUSTOM_BOT")
                .participantCredentials()
                .participantToken());

        assertThat(running(chat.contactId())).isZero();
    }

    @Test
    void keepsTheSettingsFromWhenTheAgentJoined() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            set(talk.contact, timer("CUSTOMER", "IDLE", 60));
            pass(Duration.ofSeconds(125));
            talk.socket.awaitEvent(IDLE);
            talk.customer.say("I am back");

            talk.agent(); // the new settings apply with the next agent

            pass(Duration.ofMinutes(59));
            assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE, "CUSTOMER " + RETURNED);
            pass(Duration.ofMinutes(2));
            Awaitility.await().untilAsserted(() -> assertThat(talk.events()).endsWith("CUSTOMER " + IDLE));
        }
    }

    @Test
    void stopsTheTimersOfAnAgentWhoLeaves() {
        try (var talk = new Talk(timer("AGENT", "DISCONNECT_NONCUSTOMER", 2))) {
            var other = talk.agent();
            clock.advance(Duration.ofSeconds(90));
            talk.agent.say("I stay");
            other.disconnect();

            pass(Duration.ofSeconds(60));

            assertThat(tenant.describe(talk.contact).disconnectTimestamp()).isNull();
        }
    }

    @Test
    void changesAndDeletesTimersOneByOne() {
        var chat = tenant.start(_ -> {});
        set(chat.contactId(), timer("CUSTOMER", "IDLE", 2), timer("AGENT", "IDLE", 480));
        set(chat.contactId(), timer("AGENT", "IDLE", 3), timer("AGENT", "DISCONNECT_NONCUSTOMER", 4));
        set(chat.contactId(), unset("CUSTOMER", "IDLE"), unset("CUSTOMER", "DISCONNECT_NONCUSTOMER"));

        assertThat(jdbc.sql("""
                                select role || ' ' || type || ' ' || minutes from timer_setting
                                where session_id = :contact order by 1
                                """)
                        .param("contact", UUID.fromString(chat.contactId()))
                        .query(String.class)
                        .list())
                .containsExactly("AGENT DISCONNECT_NONCUSTOMER 4", "AGENT IDLE 3");
    }
}
