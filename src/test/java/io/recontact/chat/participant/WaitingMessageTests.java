package io.recontact.chat.participant;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.testing.Participant;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Messages that wait for the lock of their session while their sender leaves, becomes idle or transfers the chat. */
@ServiceTest
class WaitingMessageTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RowLocks locks;
    private final ParticipantDisconnectService disconnects;
    private final IdleTimerRepository timers;
    private final ParticipantContextRepository participants;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final StartChatContactResponse chat;
    private final Participant customer;

    WaitingMessageTests(
            Service.Calls calls,
            RowLocks locks,
            ParticipantDisconnectService disconnects,
            IdleTimerRepository timers,
            ParticipantContextRepository participants,
            JdbcClient jdbc,
            Clock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.locks = locks;
        this.disconnects = disconnects;
        this.timers = timers;
        this.participants = participants;
        this.jdbc = jdbc;
        this.clock = clock;
        this.chat = tenant.start(_ -> {});
        this.customer = calls.joined(chat.participantToken());
    }

    private record Guest(ParticipantId id, Participant participant) {}

    private Guest join(String role) {
        var invited = tenant.invite(chat.contactId(), role);
        return new Guest(
                new ParticipantId(UUID.fromString(invited.participantId())),
                calls.joined(invited.participantCredentials().participantToken()));
    }

    private List<String> said() {
        return List.copyOf(jdbc.sql("""
                        select content from transcript_item
                        where session_id = :session and type = 'MESSAGE'
                        order by sequence
                        """)
                .param("session", UUID.fromString(chat.contactId()))
                .query(String.class)
                .list());
    }

    @Test
    void refusesAMessageWhoseSenderHasLeftMeanwhile() {
        var agent = join("AGENT");
        join("AGENT");

        assertDenied(() -> locks.holdingSession(
                chat.contactId(),
                () -> agent.participant().say("Too late"),
                () -> disconnects.disconnect(agent.id(), null)));

        assertThat(said()).isEmpty();
        customer.say("I am still here");
    }

    @Test
    void refusesAMessageWhoseSenderHasTransferredTheChatMeanwhile() {
        var agent = join("AGENT");

        assertDenied(() -> locks.holdingSession(
                chat.contactId(),
                () -> agent.participant().say("Too late"),
                () -> disconnects.transferOut(agent.id())));

        assertThat(said()).isEmpty();
    }

    @Test
    void refusesAMessageOfABotThatWasDisconnectedMeanwhile() {
        var bot = join("CUSTOM_BOT");
        var session = new SessionId(UUID.fromString(chat.contactId()));

        assertDenied(() -> locks.holdingSession(
                chat.contactId(),
                () -> bot.participant().say("Too late"),
                () -> disconnects.disconnectAll(session, Set.of(ParticipantRole.CUSTOM_BOT), clock.instant())));

        assertThat(said()).isEmpty();
    }

    @Test
    void acceptsAMessageOfAParticipantWhoBecameIdleMeanwhile() {
        join("AGENT");
        var id = participantOf("CUSTOMER");

        locks.holdingSession(chat.contactId(), () -> customer.say("I was thinking"), () -> idle(id));

        assertThat(said()).containsExactly("I was thinking");
        assertThat(participants.find(id).orElseThrow().idleAt())
                .as("no longer idle")
                .isNull();
    }

    private void idle(ParticipantId participant) {
        timers.markIdle(participant, clock.instant());
    }

    private ParticipantId participantOf(String role) {
        return new ParticipantId(jdbc.sql("select id from participant where session_id = :session and role = :role")
                .param("session", UUID.fromString(chat.contactId()))
                .param("role", role)
                .query(UUID.class)
                .single());
    }

    /** However participants join, leave or become idle, {@code chat_session.speakers} lists those who may send. */
    @Test
    void notesWhoMaySpeak() {
        var agent = join("AGENT");
        tenant.invite(chat.contactId(), "AGENT"); // does not connect
        var ada = participantOf("CUSTOMER");
        assertThat(speakers()).containsExactlyInAnyOrder(ada, agent.id());

        idle(ada);
        assertThat(speakers()).containsExactly(agent.id());

        timers.markReturned(ada.value(), clock.instant());
        agent.participant().disconnect();
        assertThat(speakers())
                .as("the chat has ended, and its customer was there")
                .containsExactly(ada);
    }

    private List<ParticipantId> speakers() {
        return jdbc.sql("select unnest(speakers) from chat_session where id = :session")
                .param("session", UUID.fromString(chat.contactId()))
                .query((row, _) -> new ParticipantId(row.getObject(1, UUID.class)))
                .list();
    }
}
