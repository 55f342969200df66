package io.recontact.chat.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ConfiguredServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The sweep that finds idle participants, late, and at the same time as messages and as sweeps of other nodes. */
@ConfiguredServiceTest // a jump of the clock does not close its websockets
class IdleTimerSweepTests extends IdleTimerFixture {

    IdleTimerSweepTests(
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

    @Test
    void findsTheLastMessageWhenTheCheckIsLate() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            clock.advance(Duration.ofSeconds(90));
            talk.customer.say("One moment");

            pass(Duration.ofMinutes(30)); // as if no node had run

            talk.socket.awaitEvent(IDLE);
        }
    }

    @Test
    void endsIdlenessOnceWithConcurrentMessages() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2))) {
            pass(Duration.ofSeconds(125));
            talk.socket.awaitEvent(IDLE);

            ConcurrentCalls.run(8, i -> talk.customer.say("Message " + i));

            assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE, "CUSTOMER " + RETURNED);
            assertThat(talk.socket.messages())
                    .filteredOn(m -> m.startsWith("Message"))
                    .hasSize(8);
        }
    }

    @Test
    void stopsWithTheChat() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2), timer("AGENT", "IDLE", 2))) {
            tenant.stop(talk.contact);
            talk.socket.awaitEvent("chat.ended");
            var before = fired("IDLE");

            pass(Duration.ofMinutes(5));

            assertThat(fired("IDLE")).isEqualTo(before);
            assertThat(running(talk.contact)).isZero();
        }
    }

    /** A message whose statement begins before its sender is marked as idle, and ends after. */
    @Test
    void endsIdlenessOfAMessageInFlight() {
        try (var talk = new Talk(timer("CUSTOMER", "IDLE", 2), timer("CUSTOMER", "DISCONNECT_NONCUSTOMER", 2))) {
            clock.advance(Duration.ofSeconds(125));
            var message = new CompletableFuture<String>();
            transactions.executeWithoutResult(_ -> {
                timers.check(new SessionId(UUID.fromString(talk.contact)));
                Thread.startVirtualThread(
                        () -> message.complete(talk.customer.say("Wait").id()));
                Awaitility.await().until(() -> waitingMessages() == 1);
            });
            message.join();
            talk.socket.awaitMessage("Wait");
            assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE, "CUSTOMER " + RETURNED);

            pass(Duration.ofSeconds(110));
            assertThat(talk.seen()).as("its timers have started over").hasSize(2);
        }
    }

    @Test
    void pushesIdlenessOnceFromConcurrentSweeps() {
        var talks = new ArrayList<Talk>();
        for (int i = 0; i < 12; i++) {
            talks.add(new Talk(timer("CUSTOMER", "IDLE", 2), timer("CUSTOMER", "DISCONNECT_NONCUSTOMER", 2)));
        }
        var idleBefore = fired("IDLE");
        var disconnectedBefore = fired("DISCONNECT_NONCUSTOMER");
        clock.advance(Duration.ofSeconds(130));

        sweepAtOnce();

        assertThat(fired("IDLE") - idleBefore).isEqualTo(12);
        assertThat(talks).allSatisfy(talk -> assertThat(talk.seen()).containsExactly("CUSTOMER " + IDLE));
        clock.advance(Duration.ofSeconds(130));

        sweepAtOnce();
        sweepAtOnce(); // checks the first of the two again

        assertThat(fired("DISCONNECT_NONCUSTOMER") - disconnectedBefore).isEqualTo(12);
        for (var talk : talks) {
            talk.socket.awaitEvent("chat.ended");
            assertThat(talk.events())
                    .containsExactly(
                            "CUSTOMER " + IDLE,
                            "CUSTOMER " + AUTODISCONNECTION,
                            "AGENT participant.left",
                            " chat.ended");
            talk.close();
        }
    }

    private void sweepAtOnce() {
        ConcurrentCalls.run(8, i -> {
            sweep.checkDue();
            return i;
        });
    }

    private double fired(String type) {
        return meters.counter("recontact.timers.fired", "type", type).count();
    }

    private long waitingMessages() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and datname = current_database()
                          and query like 'with sender as%'
                        """).query(Long.class).single();
    }
}
