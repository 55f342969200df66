package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** Several nodes deliver the streams of one database: each in order, also when nodes stop or are killed. */
class StreamNodesTests extends StreamingFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final Environment environment;
    private final StreamDeliveryScheduler delivery;
    private final StreamLeaseRepository leases;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final MutableClock clock;

    StreamNodesTests(
            Service.Calls calls,
            Environment environment,
            StreamDeliveryScheduler delivery,
            StreamLeaseRepository leases,
            JdbcClient jdbc,
            MeterRegistry meters,
            MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.environment = environment;
        this.delivery = delivery;
        this.leases = leases;
        this.jdbc = jdbc;
        this.meters = meters;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private StartChatContactResponse streamedChat() {
        var chat = tenant.start(_ -> {});
        tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(SNS)));
        return chat;
    }

    private StoredItem item(StartChatContactResponse chat, long sequence, String contentType) {
        var contact = UUID.fromString(chat.contactId());
        return new StoredItem(
                new SessionId(contact),
                sequence,
                new ItemId(UUID.randomUUID()),
                new ContactId(contact),
                clock.instant(),
                ItemType.MESSAGE,
                contentType,
                null,
                null,
                null,
                null);
    }

    private ConfigurableApplicationContext startNode(String... more) {
        var settings = settings();
        settings.addAll(List.of(more));
        return Node.inThisJvm(environment, settings);
    }

    private static ConnectParticipantClient participants(ConfigurableApplicationContext node) {
        return Service.participantClient(Node.endpointOf(node));
    }

    /** Returns how many attempts of a node had no answer in time, as happens on a busy machine. */
    private static int failures(MeterRegistry node) {
        return node.find("recontact.streams.failures").counters().stream()
                .mapToInt(counter -> (int) counter.count())
                .sum();
    }

    /** Leaves out an item that arrives again before the next one. */
    private static List<String> withoutRepeats(List<String> contents) {
        return IntStream.range(0, contents.size())
                .filter(i -> i == 0 || !contents.get(i).equals(contents.get(i - 1)))
                .mapToObj(contents::get)
                .toList();
    }

    private static List<String> distinct(List<String> contents) {
        return List.copyOf(new LinkedHashSet<>(contents));
    }

    private List<String> transcriptOf(StartChatContactResponse chat) {
        return jdbc.sql("""
                        select coalesce(content, replace(content_type, 'application/vnd.amazonaws.connect.event.', ''))
                        from transcript_item where session_id = :id order by sequence
                        """)
                .param("id", UUID.fromString(chat.contactId()))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Test
    void keepTheOrderOfEachStreamTogether() {
        var chats = Stream.generate(this::streamedChat).limit(10).toList();
        var failuresBefore = failures(meters);
        var repeats = 0;
        try (var other = startNode("recontact.streaming.poll-every=20ms");
                var there = participants(other)) {
            ConcurrentCalls.run(20, number -> {
                var chat = chats.get(number / 2);
                var mine = Participant.connect(number % 2 == 0 ? calls.participants() : there, chat.participantToken());
                for (int i = 0; i < 40; i++) {
                    mine.say("%d of %d".formatted(i, number));
                    if (i % 10 == 0) {
                        delivery.poll();
                    }
                }
                return number;
            });
            for (var chat : chats) {
                tenant.stop(chat.contactId());
            }
            for (var chat : chats) {
                var said = transcriptOf(chat);
                assertThat(said).hasSize(82);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(withoutRepeats(sns.contentsOf(chat.contactId())))
                                .isEqualTo(said));
                repeats += sns.contentsOf(chat.contactId()).size() - said.size();
            }
            // No node was killed and no lease expired, so only what was not answered in time arrives twice.
            assertThat(repeats)
                    .isLessThanOrEqualTo(
                            failures(meters) + failures(other.getBean(MeterRegistry.class)) - failuresBefore);
        }
    }

    @Test
    void leaseEachStreamOnce() {
        sns.answer(_ -> 500);
        var chats = Stream.generate(this::streamedChat).limit(40).toList();
        var sessions =
                chats.stream().map(chat -> UUID.fromString(chat.contactId())).toList();
        await().until(() ->
                jdbc.sql("select count(*) from chat_stream where session_id = any (:ids) and lease is not null")
                                .param("ids", sessions.toArray(UUID[]::new))
                                .query(Long.class)
                                .single()
                        == 0);
        var endpoint = "arn:aws:sns:us-east-1:123456789012:" + UUID.randomUUID();
        jdbc.sql("update chat_stream set endpoint_arn = :endpoint, due_at = :now where session_id = any (:ids)")
                .param("endpoint", endpoint)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ids", sessions.toArray(UUID[]::new))
                .update();

        var taken = ConcurrentCalls.run(8, _ -> {
            var mine = new ArrayList<StreamCursor>();
            for (var some = leases.take(endpoint, 3); !some.isEmpty(); some = leases.take(endpoint, 3)) {
                some.forEach(lease -> mine.add(lease.key()));
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream).map(StreamCursor::id))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void changeNothingUnderALostLease() {
        sns.answer(_ -> 500);
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var id = UUID.randomUUID();
        var endpoint = "arn:aws:sns:us-east-1:123456789012:" + id;
        jdbc.sql("""
                        insert into chat_stream (
                            id, session_id, instance_id, endpoint_arn, next_sequence, started_at, due_at)
                        select :id, id, instance_id, :endpoint, 1, started_at, started_at
                        from chat_session where id = :session
                        """)
                .param("id", id)
                .param("endpoint", endpoint)
                .param("session", UUID.fromString(chat.contactId()))
                .update();
        var mine = leases.take(endpoint, 1).getFirst();
        assertThat(leases.take(endpoint, 1)).isEmpty();
        clock.advance(Duration.ofSeconds(33));
        var theirs = leases.take(endpoint, 1).getFirst();

        assertThat(leases.acknowledge(mine, item(chat, 4, "text/plain"))).isFalse();
        assertThat(leases.release(mine, item(chat, 4, "text/plain"))).isFalse();
        leases.retryLater(mine, 1);
        assertThat(leases.requeue(mine, item(chat, 4, "text/plain"))).isFalse();
        assertThat(leases.release(mine, item(chat, 4, StoredItem.CHAT_ENDED))).isFalse();

        assertThat(leases.take(endpoint, 1)).isEmpty();
        assertThat(leases.acknowledge(theirs, item(chat, 1, "text/plain"))).isTrue();
        leases.wake(List.of(new SessionId(UUID.fromString(chat.contactId()))));
        assertThat(leases.release(theirs, item(chat, 2, "text/plain"))).isTrue();
        assertThat(leases.take(endpoint, 1))
                .singleElement()
                .satisfies(stream -> assertThat(stream.key().next()).isEqualTo(3));
    }

    @Test
    void continueAfterAStoppedNode() {
        var chat = streamedChat();
        try (var before = startNode();
                var there = participants(before)) {
            var customer = Participant.connect(there, chat.participantToken());
            customer.say("one");
            await().until(() -> sns.contentsOf(chat.contactId()).size() == 2);
            sns.stop();
            IntStream.range(0, 100).forEach(i -> customer.say("message " + i));
        }
        sns.start();
        assertThat(sns.contentsOf(chat.contactId())).hasSize(2);

        var said = transcriptOf(chat);
        assertThat(said).hasSize(102);
        await().atMost(PATIENCE).untilAsserted(() -> {
            delivery.poll(); // of this node, which has delivered nothing of the chat
            assertThat(withoutRepeats(sns.contentsOf(chat.contactId()))).isEqualTo(said);
        });
    }

    @Test
    void continueAfterAKilledNode() {
        var chat = streamedChat();
        var said = new ArrayList<String>();
        var settings = settings().stream().map(setting -> "--" + setting).toArray(String[]::new);
        try (var other = Node.beside(environment, settings)) {
            var customer = Participant.connect(other.participants(), chat.participantToken());
            sns.answer(request -> {
                if (sns.requestsOf(chat.contactId()).size() == 20) {
                    other.kill();
                }
                return 200;
            });
            try {
                for (int i = 0; i < 1000; i++) {
                    customer.say("message " + i);
                    said.add("message " + i);
                }
            } catch (SdkClientException _) {
                // The node was killed.
            }
        }
        sns.reset();
        assertThat(said).hasSizeBetween(10, 999);

        clock.advance(Duration.ofMinutes(2));
        delivery.poll();

        var kept = transcriptOf(chat);
        assertThat(kept).containsAll(said);
        // The item that the killed node was delivering arrives again.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(distinct(sns.contentsOf(chat.contactId()))).isEqualTo(kept));
        assertThat(sns.contentsOf(chat.contactId())).hasSizeLessThanOrEqualTo(kept.size() + 1);
    }
}
