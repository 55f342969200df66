package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.api.SharedGauges;
import io.recontact.testing.HttpReceiver;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Requests to streaming endpoints, and delivery after failures. */
class StreamDeliveryTests extends StreamingFixture {

    private static final Duration PAST_ANY_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAST_A_LOOK = Duration.ofSeconds(61);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final StreamDeliveryScheduler delivery;
    private final StreamLeaseRepository leases;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final MeterRegistry meters;
    private final SharedGauges gauges;

    StreamDeliveryTests(
            Service.Calls calls,
            StreamDeliveryScheduler delivery,
            StreamLeaseRepository leases,
            JdbcClient jdbc,
            MutableClock clock,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.delivery = delivery;
        this.leases = leases;
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        this.gauges = gauges;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private StartChatContactResponse chat(String endpoint) {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        stream(chat, endpoint);
        return chat;
    }

    private String stream(StartChatContactResponse chat, String endpoint) {
        return tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(endpoint)))
                .streamingId();
    }

    private void awaitReceived(StreamReceiver receiver, StartChatContactResponse chat, List<String> expected) {
        await().untilAsserted(
                        () -> assertThat(receiver.contentsOf(chat.contactId())).containsExactlyElementsOf(expected));
    }

    private long ongoing(StartChatContactResponse chat) {
        return jdbc.sql("select count(*) from chat_stream where session_id = :id and done_at is null")
                .param("id", UUID.fromString(chat.contactId()))
                .query(Long.class)
                .single();
    }

    private long failures(StartChatContactResponse chat) {
        return jdbc.sql("select failures from chat_stream where session_id = :id")
                .param("id", UUID.fromString(chat.contactId()))
                .query(Long.class)
                .single();
    }

    /** Moves the clock past the pause, and polls. */
    private void tryAgain() {
        clock.advance(PAST_ANY_PAUSE);
        delivery.poll();
    }

    /** More items than one lease delivers. */
    private List<String> holdConversation(StartChatContactResponse chat, List<String> frames) {
        var expected = new ArrayList<>(List.of("Hello", "participant.joined"));
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            socket.awaitEvent("participant.joined");
            for (int i = 0; i < 60; i++) {
                expected.add(customer.say("message " + i).id() == null ? "" : "message " + i);
                if (i == 30) {
                    customer.event("typing");
                }
            }
            customer.disconnect();
            socket.awaitClosed();
            frames.addAll(itemsOf(socket));
        }
        expected.addAll(List.of("participant.left", "chat.ended"));
        return expected;
    }

    /** The items in the frames of a websocket, without those that are in no transcript. */
    private static List<String> itemsOf(LiveSocket socket) {
        return socket.frames().stream()
                .filter(frame -> frame.path("topic").asString("").equals("aws/chat"))
                .map(frame -> frame.path("content").asString())
                .filter(item -> !item.contains("event.typing"))
                .toList();
    }

    @Test
    void receiveTheWholeConversationAsFromSns() {
        var chat = chat(SNS);
        var frames = new ArrayList<String>();

        var expected = holdConversation(chat, frames);

        awaitReceived(sns, chat, expected);
        var taken = sns.acceptedOf(chat.contactId());
        // A participant receives the items after its connection.
        assertThat(taken.stream().map(StreamReceiver.Received::itemText)).endsWith(frames.toArray(String[]::new));
        assertThat(frames).hasSizeGreaterThan(60);
        var first = taken.getFirst();
        var notification = StreamReceiver.JSON.readTree(first.body());
        assertThat(notification.propertyNames())
                .containsExactlyInAnyOrder(
                        "Type", "MessageId", "TopicArn", "Message", "Timestamp", "MessageAttributes");
        assertThat(notification.path("Type").asString()).isEqualTo("Notification");
        assertThat(notification.path("MessageId").asString())
                .isEqualTo(first.item().path("Id").asString());
        assertThat(notification.path("TopicArn").asString()).isEqualTo(SNS);
        assertThat(notification.path("Timestamp").asString())
                .isEqualTo(first.item().path("AbsoluteTime").asString());
        assertThat(first.headers())
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("x-amz-sns-topic-arn", SNS)
                .containsEntry("content-type", "text/plain; charset=UTF-8")
                .containsEntry(
                        "x-amz-sns-message-id", notification.path("MessageId").asString());
        assertThat(first.headers().get("x-amz-sns-subscription-arn")).startsWith(SNS + ":");
        var attributes = notification.path("MessageAttributes");
        assertThat(attributes.propertyNames())
                .containsExactlyInAnyOrder(
                        "InitialContactId",
                        "ContactId",
                        "ParticipantRole",
                        "InstanceId",
                        "AccountId",
                        "Type",
                        "ContentType",
                        "MessageVisibility");
        assertThat(attributes.valueStream())
                .allSatisfy(attribute ->
                        assertThat(attribute.path("Type").asString()).isEqualTo("String"));
        assertThat(attributes.path("InitialContactId").path("Value").asString()).isEqualTo(chat.contactId());
        assertThat(attributes.path("ContactId").path("Value").asString()).isEqualTo(chat.contactId());
        assertThat(attributes.path("ParticipantRole").path("Value").asString()).isEqualTo("CUSTOMER");
        assertThat(attributes.path("InstanceId").path("Value").asString()).isEqualTo(tenant.instance());
        assertThat(attributes.path("AccountId").path("Value").asString()).isEqualTo("123456789012");
        assertThat(attributes.path("Type").path("Value").asString()).isEqualTo("MESSAGE");
        assertThat(attributes.path("ContentType").path("Value").asString()).isEqualTo("text/plain");
        assertThat(attributes.path("MessageVisibility").path("Value").asString())
                .isEqualTo("ALL");
    }

    @Test
    void receiveTheWholeConversationAsAWebhook() {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var stream = stream(chat, WEBHOOK);
        var frames = new ArrayList<String>();

        var expected = holdConversation(chat, frames);

        awaitReceived(webhook, chat, expected);
        var taken = webhook.acceptedOf(chat.contactId());
        assertThat(taken.stream().map(StreamReceiver.Received::body)).endsWith(frames.toArray(String[]::new));
        var first = taken.getFirst();
        assertThat(first.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("X-Recontact-StreamingEndpointArn", WEBHOOK)
                .containsEntry("X-Recontact-StreamingId", stream)
                .containsEntry("X-Recontact-Id", first.item().path("Id").asString())
                .containsEntry("X-Recontact-InitialContactId", chat.contactId())
                .containsEntry("X-Recontact-ContactId", chat.contactId())
                .containsEntry("X-Recontact-ParticipantRole", "CUSTOMER")
                .containsEntry("X-Recontact-InstanceId", tenant.instance())
                .containsEntry("X-Recontact-AccountId", "123456789012")
                .containsEntry("X-Recontact-Type", "MESSAGE")
                .containsEntry("X-Recontact-ContentType", "text/plain")
                .containsEntry("X-Recontact-MessageVisibility", "ALL");
        assertThat(taken.getLast().headers()).doesNotContainKey("X-Recontact-ParticipantRole");
    }

    @Test
    void completeAfterTheEndOfTheChat() {
        var chat = chat(SNS);

        tenant.stop(chat.contactId());

        awaitReceived(sns, chat, List.of("Hello", "chat.ended"));
        await().until(() -> ongoing(chat) == 0);
    }

    @Test
    void verifyTheSenderByTheirSecret() throws Exception {
        for (var endpoint : List.of(SNS, WEBHOOK)) {
            var receiver = endpoint.equals(SNS) ? sns : webhook;
            var chat = chat(endpoint);
            awaitReceived(receiver, chat, List.of("Hello"));

            var request = receiver.acceptedOf(chat.contactId()).getFirst();

            HttpReceiver.assertSigned(request.headers(), request.body(), SECRET, clock.instant());
        }
    }

    @Test
    void receiveNoSignatureWithoutASecret() {
        var chat = chat(UNSEALED);

        awaitReceived(unsealed, chat, List.of("Hello"));

        assertThat(unsealed.acceptedOf(chat.contactId()).getFirst().headers())
                .doesNotContainKeys("X-Recontact-Timestamp", "X-Recontact-Signature");
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

    @Test
    void receiveNothingAfterTheStreamWasStopped() {
        var chat = tenant.start(_ -> {});
        var stopped = stream(chat, SNS);
        stream(chat, UNSEALED);
        var customer = calls.customerOf(chat);
        customer.say("one");
        awaitReceived(sns, chat, List.of("participant.joined", "one"));

        tenant.connect()
                .stopContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .streamingId(stopped));
        customer.say("two");

        awaitReceived(unsealed, chat, List.of("participant.joined", "one", "two"));
        clock.advance(PAST_A_LOOK);
        delivery.poll();
        awaitReceived(sns, chat, List.of("participant.joined", "one"));
    }

    @Test
    void discardUndeliveredItemsWhenTheStreamIsStopped() {
        sns.answer(_ -> 500);
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var stream = stream(chat, SNS);
        await().until(() -> failures(chat) == 1);

        tenant.connect()
                .stopContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .streamingId(stream));
        sns.reset();
        tryAgain();
        var other = chat(SNS);

        awaitReceived(sns, other, List.of("Hello"));
        assertThat(sns.acceptedOf(chat.contactId())).isEmpty();
    }

    @Test
    void receiveNothingOfADeletedInstance() {
        sns.answer(_ -> 500);
        var chat = chat(SNS);
        await().until(() -> failures(chat) == 1);
        tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance()));
        sns.reset();

        tryAgain();
        var other = calls.newTenant();
        var chatThere = other.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        other.connect()
                .startContactStreaming(r -> r.instanceId(other.instance())
                        .contactId(chatThere.contactId())
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(SNS)));

        awaitReceived(sns, chatThere, List.of("Hello"));
        assertThat(sns.acceptedOf(chat.contactId())).isEmpty();
    }

    @Test
    void connectTheCustomerWithoutAWebsocket() {
        var chat = chat(SNS);

        var connection = calls.participants()
                .createParticipantConnection(r -> r.participantToken(chat.participantToken())
                        .type(
                                software.amazon.awssdk.services.connectparticipant.model.ConnectionType
                                        .CONNECTION_CREDENTIALS)
                        .connectParticipant(true));
        calls.participants()
                .sendMessage(r -> r.connectionToken(
                                connection.connectionCredentials().connectionToken())
                        .contentType("text/plain")
                        .content("By SMS"));

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "By SMS"));
    }

    @Test
    void haveDocumentedMetrics() throws Exception {
        awaitReceived(sns, chat(SNS), List.of("Hello"));
        sns.answer(_ -> 500);
        var refused = chat(SNS);
        await().until(() -> failures(refused) == 1);

        var documented = Files.readString(Path.of("docs/metrics.md"));

        assertThat(meters.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .filter(name -> name.startsWith("recontact.streams."))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "recontact.streams.delay", "recontact.streams.failures", "recontact.streams.failing")
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }
}
