package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.StartPosition;
import software.amazon.awssdk.services.connectparticipant.model.ThrottlingException;

/** Nodes in several processes share a database. Clients of each node receive the messages of all nodes. */
@ServiceTest
class SeveralNodesTests {

    private static final int SENDERS = 100;
    private static final int MESSAGES_EACH = 100;
    private static final int READERS = 5;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final Environment environment;
    private final TokenService tokens;
    private final JdbcClient jdbc;

    SeveralNodesTests(Service.Calls calls, Environment environment, TokenService tokens, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.environment = environment;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    @Test
    void receiveEachOthersItems() {
        var chat = tenant.start(_ -> {});
        try (var other = Node.beside(environment, "--recontact.delivery.poll-every=1d")) {
            var here = calls.customerOf(chat);
            var there = Participant.connect(other.participants(), chat.participantToken());
            try (var hears = here.subscribe();
                    var hearsThere = there.subscribe()) {
                there.say("from there");
                hears.awaitMessage("from there");
                here.say("from here");
                hearsThere.awaitMessage("from here");
                here.event("typing");
                hearsThere.awaitEvent("typing");
                assertThat(hears.messages()).containsExactly("from there", "from here");
                assertThat(hearsThere.messages()).isEqualTo(hears.messages());

                tenant.stop(chat.contactId());
                hearsThere.awaitEvent("chat.ended");
                assertThat(hearsThere.awaitClosed()).isEqualTo(1000);
            }
        }
    }

    @Test
    void findItemsByThePollWithoutANotification() {
        var chat = tenant.start(_ -> {});
        try (var other = Node.beside(environment, "--recontact.delivery.poll-every=100ms")) {
            var there = Participant.connect(other.participants(), chat.participantToken());
            try (var hears = there.subscribe()) {
                hears.awaitEvent("participant.joined");
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
                hears.awaitMessage("unannounced");
            }
        }
    }

    @Test
    void moveTheirClientsWhenTheyStop() {
        var chat = tenant.start(_ -> {});
        try (var other = Node.beside(environment)) {
            var there = Participant.connect(other.participants(), chat.participantToken());
            try (var hears = there.subscribe()) {
                hears.awaitEvent("participant.joined");
                other.stop();
                assertThat(hears.awaitClosed()).isEqualTo(1001);
            }
        }
        calls.customerOf(chat).say("still here");
    }

    @Test
    void keepOneOrderForAllReaders() throws Exception {
        var chat = new Crowd(1);
        try (var other = Node.beside(environment)) {
            var readers = new ArrayList<Reader>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new Reader(i % 2 == 0 ? calls.participants() : other.participants(), chat.customerToken()));
            }
            chat.talk(i -> i % 2 == 0 ? calls.participants() : other.participants(), () -> {});
            assertAllReceived(chat, readers);
        }
    }

    @Test
    void loseNoItemWhenOneIsKilled() throws Exception {
        var chat = new Crowd(2);
        try (var other = Node.beside(environment)) {
            var readers = new ArrayList<Reader>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new Reader(i % 2 == 0 ? other.participants() : calls.participants(), chat.customerToken()));
            }
            chat.talk(i -> i % 2 == 0 ? calls.participants() : other.participants(), other::kill);
            assertAllReceived(chat, readers);
        }
    }

    private void assertAllReceived(Crowd chat, List<Reader> readers) {
        var kept = calls.participant(chat.customerToken()).messages().stream()
                .map(Item::id)
                .toList();
        assertThat(kept).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(chat.acknowledged);
        assertThat(kept).hasSize(SENDERS * MESSAGES_EACH);
        for (var reader : readers) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> reader.received().size() >= kept.size());
            assertThat(reader.received()).isEqualTo(kept);
            reader.close();
        }
    }

    /** A chat with a hundred participants who all send messages. */
    private final class Crowd {

        private final String customerToken;
        private final List<String> tokensOfAll = new ArrayList<>();
        private final Set<String> acknowledged = java.util.concurrent.ConcurrentHashMap.newKeySet();
        private final int seed;

        Crowd(int seed) {
            this.seed = seed;
            var chat = tenant.start(_ -> {});
            this.customerToken = chat.participantToken();
            var session = UUID.fromString(chat.contactId());
            calls.customerOf(chat).event("connection.acknowledged");
            for (int i = 0; i < SENDERS; i++) {
                var id = UUID.randomUUID();
                jdbc.sql("""
                                insert into participant (id, session_id, role, display_name, created_at, connected_at)
                                select :id, id, 'AGENT', 'Agent', started_at, started_at from chat_session where id = :session
                                """).param("id", id).param("session", session).update();
                tokensOfAll.add(tokens.issue(new ParticipantId(id)));
            }
        }

        String customerToken() {
            return customerToken;
        }

        /**
         * All send at once. Half-way an action runs; a client without an answer repeats its request on another node.
         */
        void talk(NodeOf nodeOf, Runnable halfWay) throws InterruptedException, ExecutionException {
            var sent = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var talks = new ArrayList<Callable<Void>>();
                for (int i = 0; i < SENDERS; i++) {
                    int sender = i;
                    talks.add(() -> {
                        var mine = withAnotherNode(
                                nodeOf.get(sender), client -> Participant.connect(client, tokensOfAll.get(sender)));
                        for (int n = 0; n < MESSAGES_EACH; n++) {
                            say(mine, "%d/%d/%d".formatted(seed, sender, n));
                            if (sent.incrementAndGet() == SENDERS * MESSAGES_EACH / 2) {
                                halfWay.run();
                            }
                        }
                        return null;
                    });
                }
                for (var talk : threads.invokeAll(talks)) {
                    talk.get();
                }
            }
        }

        private void say(Participant mine, String text) {
            var token = UUID.randomUUID().toString();
            acknowledged.add(withAnotherNode(
                    mine.client(),
                    client -> client.sendMessage(r -> r.connectionToken(mine.connectionToken())
                                    .contentType("text/plain")
                                    .content(text)
                                    .clientToken(token))
                            .id()));
        }
    }

    private interface NodeOf {
        ConnectParticipantClient get(int sender);
    }

    private interface Call<T> {
        T on(ConnectParticipantClient client);
    }

    /**
     * Repeats a call as clients do: at once where its chat has too many, and on another node where its own was killed.
     */
    private <T> T withAnotherNode(ConnectParticipantClient client, Call<T> call) {
        var node = client;
        while (true) {
            try {
                return call.on(node);
            } catch (ThrottlingException _) {
                // Each node limits the concurrent calls about a chat; a busy machine reaches the limit.
            } catch (SdkClientException _) {
                node = calls.participants();
            }
        }
    }

    /** Reads like a client: from its websocket, and after its loss from the last item on another node. */
    private final class Reader {

        private final String token;
        private final List<LiveSocket> sockets = new ArrayList<>();
        private final Set<String> before = new LinkedHashSet<>();
        private Participant connection;

        Reader(ConnectParticipantClient client, String token) {
            this.token = token;
            this.connection = Participant.connect(client, token);
            sockets.add(connection.subscribe());
        }

        /** The ids of all received messages, in order. */
        List<String> received() {
            if (sockets.getLast().isClosed()) {
                before.addAll(expectOnce(sockets.getLast()));
                connection = Participant.connect(calls.participants(), token);
                sockets.add(connection.subscribe());
                before.addAll(since(last(before)));
            }
            var all = new LinkedHashSet<>(before);
            all.addAll(expectOnce(sockets.getLast()));
            return List.copyOf(all);
        }

        private List<String> expectOnce(LiveSocket socket) {
            var ids = socket.items().stream()
                    .filter(item -> item.path("Type").asString("").equals("MESSAGE"))
                    .map(item -> item.path("Id").asString())
                    .toList();
            assertThat(ids).doesNotHaveDuplicates();
            return ids;
        }

        private List<String> since(String id) {
            var missed = new ArrayList<String>();
            String next = null;
            do {
                var nextToken = next;
                var page = connection.page(r -> r.scanDirection("FORWARD")
                        .sortOrder("ASCENDING")
                        .maxResults(100)
                        .startPosition(StartPosition.builder().id(id).build())
                        .nextToken(nextToken));
                page.transcript().stream()
                        .filter(item -> item.typeAsString().equals("MESSAGE"))
                        .map(Item::id)
                        .forEach(missed::add);
                next = page.nextToken();
            } while (!next.isEmpty());
            return missed;
        }

        private static String last(Set<String> ids) {
            return List.copyOf(ids).getLast();
        }

        void close() {
            sockets.forEach(LiveSocket::close);
        }
    }
}
