package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.api.SharedGauges;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Delivery to endpoints that fail, refuse or are slow, and from nodes that are killed. */
class StreamFailureTests extends StreamDeliveryFixture {

    StreamFailureTests(
            Service.Calls calls,
            StreamDeliveryScheduler delivery,
            StreamLeaseRepository leases,
            JdbcClient jdbc,
            MutableClock clock,
            MeterRegistry meters,
            SharedGauges gauges) {
        super(calls, delivery, leases, jdbc, clock, meters, gauges);
    }

    @Test
    void missNothingDuringAnOutage() {
        var chat = chat(SNS);
        awaitReceived(sns, chat, List.of("Hello"));
        sns.stop();
        var customer = calls.customerOf(chat);
        customer.say("one");
        await().until(() -> failures(chat) == 1);
        customer.say("two");
        for (int failures = 2; failures <= 4; failures++) {
            int wanted = failures;
            tryAgain();
            await().until(() -> failures(chat) == wanted);
        }
        customer.say("three");
        gauges.read();
        assertThat(meters.get("recontact.streams.failing").gauge().value()).isPositive();

        sns.start();
        tryAgain();

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "one", "two", "three"));
        // The endpoint has caught up, and receives items at once again.
        await().until(() -> failures(chat) == 0);
        customer.say("four");
        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "one", "two", "three", "four"));
        assertThat(sns.requestsOf(chat.contactId())).hasSize(6);
    }

    @Test
    void receiveNothingElseUntilTheyAcceptARefusedItem() {
        var refusals = new AtomicInteger();
        sns.answer(request -> request.summary().equals("two") && refusals.incrementAndGet() <= 3 ? 500 : 200);
        var chat = chat(SNS);
        var customer = calls.customerOf(chat);
        List.of("one", "two", "three").forEach(customer::say);
        for (int failures = 1; failures <= 3; failures++) {
            int wanted = failures;
            await().until(() -> failures(chat) == wanted);
            assertThat(sns.contentsOf(chat.contactId())).containsExactly("Hello", "participant.joined", "one");
            tryAgain();
        }

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "one", "two", "three"));
        assertThat(sns.requestsOf(chat.contactId()).stream().map(StreamReceiver.Received::summary))
                .containsExactly("Hello", "participant.joined", "one", "two", "two", "two", "two", "three");
        // A repeated request is identical, so that the receiver recognises it.
        assertThat(sns.requestsOf(chat.contactId()).stream()
                        .filter(request -> request.summary().equals("two"))
                        .map(StreamReceiver.Received::body)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void areRetriedWithGrowingPauses() {
        sns.answer(_ -> 503);
        var before = clock.instant();
        var chat = chat(SNS);
        int failures = 0;
        for (int pause : new int[] {1, 2, 4, 4}) {
            int wanted = ++failures;
            await().until(() -> failures(chat) == wanted);
            var dueAt = dueAt(chat);
            assertThat(dueAt)
                    .isBetween(before.plusSeconds(pause), clock.instant().plusSeconds(pause));
            // New items do not shorten the pause.
            leases.wake(List.of(new SessionId(UUID.fromString(chat.contactId()))));
            assertThat(dueAt(chat)).isEqualTo(dueAt);
            before = clock.instant().plus(PAST_ANY_PAUSE);
            tryAgain();
        }
    }

    private Instant dueAt(StartChatContactResponse chat) {
        return jdbc.sql("select due_at from chat_stream where session_id = :id")
                .param("id", UUID.fromString(chat.contactId()))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void cannotRedirectRequests() {
        sns.redirectTo(unsealed.url());
        var chat = chat(SNS);

        await().until(() -> failures(chat) == 1);
        assertThat(unsealed.requestsOf(chat.contactId())).isEmpty();
        sns.reset();
        tryAgain();

        awaitReceived(sns, chat, List.of("Hello"));
    }

    @Test
    void doNotDelayOthersWhenTheyAreSlow() throws InterruptedException {
        var open = webhook.hold();
        // More streams than slots.
        var slow = IntStream.range(0, 2 * AT_ONCE).mapToObj(_ -> chat(WEBHOOK)).toList();
        await().until(() -> slow.stream()
                        .filter(chat -> !webhook.requestsOf(chat.contactId()).isEmpty())
                        .count()
                == AT_ONCE);

        var quick = chat(SNS);

        awaitReceived(sns, quick, List.of("Hello"));
        assertThat(slow)
                .allSatisfy(
                        chat -> assertThat(webhook.acceptedOf(chat.contactId())).isEmpty());
        open.countDown();
        // Streams without a slot get the next free one, without a poll. Requests that timed out are repeated.
        await().until(() -> slow.stream()
                .noneMatch(chat -> webhook.requestsOf(chat.contactId()).isEmpty()));
        tryAgain();
        for (var chat : slow) {
            await().untilAsserted(() ->
                    assertThat(webhook.contentsOf(chat.contactId())).contains("Hello"));
        }
    }

    @Test
    void timeOut() {
        var open = sns.hold();
        var chat = chat(SNS);

        await().until(() -> failures(chat) == 1);
        sns.reset();
        open.countDown();
        tryAgain();

        // At least once: the endpoint may have received the first attempt.
        await().untilAsserted(() -> assertThat(sns.contentsOf(chat.contactId())).contains("Hello"));
        assertThat(meters.counter("recontact.streams.failures", "endpoint", SNS, "reason", "TIMED_OUT")
                        .count())
                .isPositive();
    }

    @Test
    void receiveItemsOfABusyTimeWithoutAPoll() {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var session = new SessionId(UUID.fromString(chat.contactId()));
        var wasTold = new CountDownLatch(1);
        sns.answer(_ -> {
            wasTold.await(1, TimeUnit.SECONDS);
            return 200;
        });
        stream(chat, SNS);
        await().until(() -> !sns.requestsOf(chat.contactId()).isEmpty());

        calls.customerOf(chat).say("one");
        // Wakes once more, in case the scheduler has not done so yet: the wake-up must come during the lease.
        leases.wake(List.of(session));
        wasTold.countDown();

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "one"));
    }

    @Test
    void receiveItemsByThePollWithoutANotification() {
        var chat = chat(SNS);
        awaitReceived(sns, chat, List.of("Hello"));
        // As if a node was killed right after its commit.
        jdbc.sql("""
                        with place as (
                            update chat_session set next_sequence = next_sequence + 1 where id = :id
                            returning id, next_sequence - 1 as sequence, last_item_at
                        )
                        insert into transcript_item (
                            session_id, sequence, id, contact_id, created_at, type, content_type, content)
                        select id, sequence, gen_random_uuid(), id, last_item_at, 'MESSAGE', 'text/plain', 'unannounced'
                        from place
                        """).param("id", UUID.fromString(chat.contactId())).update();

        clock.advance(PAST_A_LOOK);
        delivery.poll();

        awaitReceived(sns, chat, List.of("Hello", "unannounced"));
    }

    @Test
    void receiveItemsOfAKilledNode() {
        var chat = chat(SNS);
        awaitReceived(sns, chat, List.of("Hello"));
        await().until(() -> jdbc.sql("select lease is null from chat_stream where session_id = :id")
                .param("id", UUID.fromString(chat.contactId()))
                .query(Boolean.class)
                .single());
        jdbc.sql("""
                        update chat_stream
                        set lease = gen_random_uuid(), due_at = :until
                        where session_id = :id
                        """)
                .param("id", UUID.fromString(chat.contactId()))
                .param("until", clock.instant().plusSeconds(30).atOffset(ZoneOffset.UTC))
                .update();
        var customer = calls.customerOf(chat);
        customer.say("one");
        delivery.poll();
        assertThat(sns.contentsOf(chat.contactId())).containsExactly("Hello");

        clock.advance(Duration.ofSeconds(31));
        delivery.poll();

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "one"));
    }
}
