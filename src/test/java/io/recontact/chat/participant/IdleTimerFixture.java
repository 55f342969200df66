package io.recontact.chat.participant;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.ParticipantTimerConfiguration;

/** Chats with timers of participants, and a clock that tests move. */
abstract class IdleTimerFixture {

    static final String IDLE = "participant.idle";
    static final String RETURNED = "participant.returned";
    static final String AUTODISCONNECTION = "participant.autodisconnection";

    final Service.Calls calls;
    final Service.Tenant tenant;
    final RawCalls raw;
    final MutableClock clock;
    final IdleTimerSweep sweep;
    final IdleTimerService timers;
    final TransactionTemplate transactions;
    final MeterRegistry meters;
    final JdbcClient jdbc;

    IdleTimerFixture(
            Service.Calls calls,
            RawCalls raw,
            MutableClock clock,
            IdleTimerSweep sweep,
            IdleTimerService timers,
            TransactionTemplate transactions,
            MeterRegistry meters,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        this.sweep = sweep;
        this.timers = timers;
        this.transactions = transactions;
        this.meters = meters;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        // The timers of one test must not expire in the next one.
        jdbc.sql("update participant set timer_due_at = null").update();
        clock.reset();
    }

    static ParticipantTimerConfiguration timer(String role, String type, int minutes) {
        return ParticipantTimerConfiguration.builder()
                .participantRole(role)
                .timerType(type)
                .timerValue(v -> v.participantTimerDurationInMinutes(minutes))
                .build();
    }

    void set(String contact, ParticipantTimerConfiguration... timers) {
        tenant.connect()
                .updateParticipantRoleConfig(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .channelConfiguration(c -> c.chat(chat -> chat.participantTimerConfigList(timers))));
    }

    void pass(Duration time) {
        // The sweep would skip a session whose flow continues at this moment.
        Awaitility.await()
                .until(() -> jdbc.sql("select count(*) from flow_run where status = 'READY'")
                                .query(Integer.class)
                                .single()
                        == 0);
        clock.advance(time);
        sweep.checkDue();
    }

    /** A chat of a customer and an agent, with the frames that the customer receives. */
    final class Talk implements AutoCloseable {

        final String contact;
        final Participant customer;
        final Participant agent;
        final LiveSocket socket;

        Talk(ParticipantTimerConfiguration... timers) {
            var chat = tenant.start(_ -> {});
            contact = chat.contactId();
            if (timers.length > 0) {
                set(contact, timers);
            }
            customer = calls.customerOf(chat);
            socket = customer.subscribe();
            socket.awaitEvent("participant.joined");
            agent = agent();
        }

        Participant agent() {
            return calls.joined(
                    tenant.invite(contact, "AGENT").participantCredentials().participantToken());
        }

        /** The events about idleness and the end that the customer has received. */
        List<String> seen() {
            // Frames pushed before a message arrive before it.
            var marker = UUID.randomUUID().toString();
            agent.say(marker);
            socket.awaitMessage(marker);
            return events();
        }

        List<String> events() {
            return socket.items().stream()
                    .filter(item -> item.path("Type").asString("").equals("EVENT"))
                    .map(item -> item.path("ParticipantRole").asString("") + " "
                            + item.path("ContentType")
                                    .asString("")
                                    .replace("application/vnd.amazonaws.connect.event.", ""))
                    .filter(event -> !event.endsWith("joined"))
                    .toList();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    long running(String contact) {
        return jdbc.sql("select count(*) from participant where session_id = :contact and timer_due_at is not null")
                .param("contact", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }
}
