package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.ContactId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.webhook.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Leases of backlogs, and their races. The settings do not list the endpoints, so only the tests take leases. */
@ServiceTest
class EventOutboxRepositoryTests {

    private final Service.Tenant tenant;
    private final EventOutboxRepository outbox;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final TransactionTemplate transaction;
    private final String endpoint = "e" + UUID.randomUUID();

    EventOutboxRepositoryTests(
            Service.Calls calls,
            EventOutboxRepository outbox,
            JdbcClient jdbc,
            MutableClock clock,
            TransactionTemplate transaction) {
        this.tenant = calls.newTenant();
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
        jdbc.sql("insert into contact_event_endpoint (name) values (:name)")
                .param("name", endpoint)
                .update();
    }

    @AfterEach
    void listNothing() {
        clock.reset();
        for (var table : List.of("contact_event", "contact_event_backlog", "contact_event_endpoint")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    private void update(String contact, int number) {
        jdbc.sql("update contact set queue_priority = :number where id = :id")
                .param("number", number)
                .param("id", UUID.fromString(contact))
                .update();
    }

    private void assertDrains(Lease<ContactId> leased) {
        for (var event : outbox.read(leased, 100)) {
            assertThat(outbox.acknowledge(leased, event)).isTrue();
        }
    }

    @Test
    void areLeasedOnce() {
        IntStream.range(0, 40).forEach(_ -> tenant.start());

        var taken = ConcurrentCalls.run(8, _ -> {
            var mine = new ArrayList<Lease<ContactId>>();
            for (var some = outbox.take(endpoint, 3); !some.isEmpty(); some = outbox.take(endpoint, 3)) {
                mine.addAll(some);
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream).map(Lease::key))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void areUnchangedUnderALostLease() {
        var contact = tenant.startAndStop();
        var mine = outbox.take(endpoint, 1).getFirst();
        var events = outbox.read(mine, 10);
        assertThat(outbox.take(endpoint, 1)).isEmpty();
        clock.advance(Duration.ofSeconds(41));
        var theirs = outbox.take(endpoint, 1).getFirst();

        assertThat(outbox.acknowledge(mine, events.getFirst())).isFalse();
        assertThat(outbox.release(mine, null)).isFalse();
        assertThat(outbox.requeue(mine, null)).isFalse();
        outbox.retryLater(mine, 1);

        assertThat(outbox.take(endpoint, 1)).isEmpty();
        assertThat(outbox.read(theirs, 10)).isEqualTo(events);
        assertThat(outbox.acknowledge(theirs, events.getFirst())).isTrue();
        update(contact, 1);
        assertThat(outbox.release(theirs, null)).isTrue();
        assertThat(outbox.take(endpoint, 1))
                .singleElement()
                .satisfies(again -> assertThat(outbox.read(again, 10).stream().map(ContactEvent::type))
                        .containsExactly(EventType.DISCONNECTED, EventType.COMPLETED, EventType.CONTACT_DATA_UPDATED));
    }

    @Test
    void areDeletedOnceTheyAreEmpty() {
        tenant.startAndStop();
        var leased = outbox.take(endpoint, 1).getFirst();
        assertDrains(leased);

        assertThat(outbox.release(leased, null)).isFalse();

        assertThat(jdbc.sql("select count(*) from contact_event_backlog where endpoint = :endpoint")
                        .param("endpoint", endpoint)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** An event that is written but not yet committed when the lease is released must not be lost. */
    @Test
    void areKeptWhileAnEventIsCommitted() throws Exception {
        var contact = tenant.start();
        var leased = outbox.take(endpoint, 1).getFirst();
        assertDrains(leased);
        var isWritten = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var writer = Thread.startVirtualThread(() -> transaction.executeWithoutResult(_ -> {
            update(contact, 1);
            isWritten.countDown();
            try {
                mayCommit.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        isWritten.await();

        var isDueAgain = new CopyOnWriteArrayList<Boolean>();
        var giving = Thread.startVirtualThread(() -> isDueAgain.add(outbox.release(leased, null)));
        while (jdbc.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                        .query(Long.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
        mayCommit.countDown();
        writer.join();
        giving.join();

        assertThat(isDueAgain).containsExactly(true);
        assertThat(outbox.read(outbox.take(endpoint, 1).getFirst(), 10))
                .extracting(ContactEvent::type)
                .containsExactly(EventType.CONTACT_DATA_UPDATED);
    }

    @Test
    void loseNoEventUnderConcurrentWritesAndDeliveries() {
        var contacts = Stream.generate(tenant::start).limit(2).toList();
        int writers = 4;
        int changes = 150;
        var writing = new AtomicInteger(writers);
        var numbers = new AtomicInteger();
        var seen = new CopyOnWriteArrayList<ContactEvent>();

        ConcurrentCalls.run(writers + 4, racer -> {
            if (racer < writers) {
                for (int i = 0; i < changes; i++) {
                    update(contacts.get(racer % 2), numbers.incrementAndGet());
                }
                writing.decrementAndGet();
                return racer;
            }
            var isLast = false;
            while (!isLast) {
                isLast = writing.get() == 0; // one more round after the writers end
                for (var leased : outbox.take(endpoint, 1)) {
                    for (var event : outbox.read(leased, 100)) {
                        assertThat(outbox.acknowledge(leased, event)).isTrue();
                        seen.add(event);
                    }
                    if (outbox.release(leased, null)) {
                        isLast = false;
                    }
                }
            }
            return racer;
        });

        assertThat(seen.stream().map(ContactEvent::id)).doesNotHaveDuplicates();
        assertThat(seen).hasSize(2 + writers * changes);
        assertThat(jdbc.sql("""
                                select (select count(*) from contact_event where endpoint = :endpoint)
                                     + (select count(*) from contact_event_backlog where endpoint = :endpoint)
                                """).param("endpoint", endpoint).query(Long.class).single())
                .isZero();
    }
}
