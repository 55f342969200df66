package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import io.recontact.testing.HttpReceiver;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Delivery of events after failures. */
class EventDeliveryTests extends EventReceiverFixture {

    private static final Duration PAST_ANY_PAUSE = Duration.ofSeconds(5);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final MeterRegistry meters;
    private final SharedGauges gauges;

    EventDeliveryTests(
            Service.Calls calls, JdbcClient jdbc, MutableClock clock, MeterRegistry meters, SharedGauges gauges) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        this.gauges = gauges;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private int failures(String contact) {
        return jdbc.sql("select failures from contact_event_backlog where contact_id = :id and endpoint = 'crm'")
                .param("id", UUID.fromString(contact))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private void awaitFailures(String contact, int failures) {
        await().until(() -> failures(contact) == failures);
    }

    private void update(String contact, int number) {
        tenant.connect()
                .updateContactAttributes(r -> r.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .attributes(Map.of("number", String.valueOf(number))));
    }

    @Test
    void verifyTheSenderByTheirSecret() throws Exception {
        var contact = tenant.start();
        awaitReceived(contact, "INITIATED");

        var request = crm.acceptedOf(contact).getFirst();

        HttpReceiver.assertSigned(request.headers(), request.body(), SECRET, clock.instant());
        assertThat(archive.acceptedOf(contact).getFirst().headers())
                .doesNotContainKeys("X-Recontact-Timestamp", "X-Recontact-Signature");
    }

    @Test
    void missNothingDuringAnOutage() {
        crm.stop();
        var contact = tenant.start();
        awaitFailures(contact, 1);
        tenant.stop(contact);
        // The other endpoint receives everything meanwhile.
        await().untilAsserted(() ->
                assertThat(archive.typesOf(contact)).containsExactly("INITIATED", "DISCONNECTED", "COMPLETED"));
        gauges.read();
        assertThat(meters.get("recontact.events.waiting").gauge().value()).isGreaterThanOrEqualTo(3);

        crm.start();
        clock.advance(PAST_ANY_PAUSE);

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
        assertThat(crm.requestsOf(contact)).hasSize(3);
    }

    @Test
    void receiveNothingElseUntilTheyAcceptARefusedEvent() {
        var refusals = new AtomicInteger();
        crm.answer(request -> request.type().equals("DISCONNECTED") && refusals.incrementAndGet() <= 3 ? 500 : 200);
        var contact = tenant.startAndStop();
        for (int failures = 1; failures <= 3; failures++) {
            awaitFailures(contact, failures);
            assertThat(crm.typesOf(contact)).containsExactly("INITIATED");
            clock.advance(PAST_ANY_PAUSE);
        }

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
        assertThat(crm.requestsOf(contact).stream().map(EventReceiver.Received::type))
                .containsExactly(
                        "INITIATED", "DISCONNECTED", "DISCONNECTED", "DISCONNECTED", "DISCONNECTED", "COMPLETED");
        // A repeated request is identical, so that the receiver recognises it.
        assertThat(crm.requestsOf(contact).stream()
                        .filter(request -> request.type().equals("DISCONNECTED"))
                        .map(EventReceiver.Received::body)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void areRetriedWithGrowingPauses() {
        crm.answer(_ -> 503);
        var before = clock.instant();
        var contact = tenant.start();
        int failures = 0;
        for (int pause : new int[] {1, 2, 4, 4}) {
            awaitFailures(contact, ++failures);
            var due = jdbc.sql("select due_at from contact_event_backlog where contact_id = :id and endpoint = 'crm'")
                    .param("id", UUID.fromString(contact))
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            assertThat(due).isBetween(before.plusSeconds(pause), clock.instant().plusSeconds(pause));
            // New events do not shorten the pause.
            update(contact, failures);
            before = clock.instant().plus(PAST_ANY_PAUSE);
            clock.advance(PAST_ANY_PAUSE);
        }
    }

    @Test
    void cannotRedirectRequests() {
        crm.redirectTo(archive.url());
        var contact = tenant.start();

        awaitFailures(contact, 1);
        await().untilAsserted(() -> assertThat(archive.requestsOf(contact)).hasSize(1));
        crm.reset();
        clock.advance(PAST_ANY_PAUSE);

        awaitReceived(contact, "INITIATED");
        assertThat(archive.requestsOf(contact)).hasSize(1);
    }

    @Test
    void doNotDelayOthersWhenTheyAreSlow() {
        var open = crm.hold();
        // More contacts than slots.
        var contacts =
                IntStream.range(0, 2 * AT_ONCE).mapToObj(_ -> tenant.start()).toList();

        for (var contact : contacts) {
            await().untilAsserted(() -> assertThat(archive.typesOf(contact)).containsExactly("INITIATED"));
        }
        assertThat(contacts)
                .allSatisfy(contact -> assertThat(crm.acceptedOf(contact)).isEmpty());
        open.countDown();
        clock.advance(PAST_ANY_PAUSE);
        for (var contact : contacts) {
            // At least once: the endpoint may have received requests that timed out.
            await().untilAsserted(() -> assertThat(crm.typesOf(contact)).contains("INITIATED"));
        }
    }

    @Test
    void timeOut() {
        var open = crm.hold();
        var contact = tenant.start();

        awaitFailures(contact, 1);
        crm.reset();
        open.countDown();
        clock.advance(PAST_ANY_PAUSE);

        await().untilAsserted(() -> assertThat(crm.typesOf(contact)).contains("INITIATED"));
        assertThat(meters.counter("recontact.events.failures", "endpoint", "crm", "reason", "TIMED_OUT")
                        .count())
                .isPositive();
        assertThat(meters.timer("recontact.events.delay", "endpoint", "crm").count())
                .isPositive();
    }

    @Test
    void receiveMoreEventsThanOneLeaseCovers() {
        crm.answer(_ -> 500);
        var contact = tenant.start();
        for (int i = 0; i < 120; i++) {
            jdbc.sql("update contact set queue_priority = :number where id = :id")
                    .param("number", i + 1)
                    .param("id", UUID.fromString(contact))
                    .update();
        }
        awaitFailures(contact, 1);
        crm.reset();
        clock.advance(PAST_ANY_PAUSE);

        await().untilAsserted(() -> assertThat(crm.typesOf(contact)).hasSize(121));
        var ids = archive.acceptedOf(contact).stream()
                .map(EventReceiver.Received::id)
                .toList();
        assertThat(ids).hasSize(121);
        assertThat(crm.acceptedOf(contact).stream().map(EventReceiver.Received::id))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void receiveNothingOfADeletedInstance() {
        crm.answer(_ -> 500);
        var contact = tenant.start();
        awaitFailures(contact, 1);
        tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance()));
        crm.reset();

        clock.advance(PAST_ANY_PAUSE);
        var other = calls.newTenant().start();

        awaitReceived(other, "INITIATED");
        assertThat(crm.acceptedOf(contact)).isEmpty();
    }

    @Test
    void receiveEventsOfAKilledNode() {
        crm.answer(_ -> 500);
        var contact = tenant.start();
        awaitFailures(contact, 1);
        // As if a node was killed after it took the lease.
        jdbc.sql("""
                        update contact_event_backlog
                        set lease = gen_random_uuid(), failures = 0, due_at = :until
                        where contact_id = :id and endpoint = 'crm'
                        """)
                .param("id", UUID.fromString(contact))
                .param("until", clock.instant().plusSeconds(30).atOffset(java.time.ZoneOffset.UTC))
                .update();
        crm.reset();
        tenant.stop(contact);
        await().untilAsserted(() -> assertThat(archive.typesOf(contact)).hasSize(3));
        assertThat(crm.typesOf(contact)).isEmpty();

        clock.advance(Duration.ofSeconds(31));

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
    }
}
