package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Balancer;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import software.amazon.awssdk.services.connectparticipant.model.ChatItemType;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes behind a load balancer are replaced one after the other. No customer loses or repeats a message. */
class RollingRestartTests {

    private static final int TALKERS = 6;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** Enough for the slowest customer while nodes start on the same machine. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /** Many times what the test's balancer takes to notice on a busy machine. */
    private static final Duration DRAIN = DurationStyle.detectAndParse(System.getProperty("recontact.drain", "5s"));

    private final String database = TestDatabase.freshDatabaseUrl();
    private final CountDownLatch isOver = new CountDownLatch(1);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> away = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> closeCodes = new ConcurrentLinkedQueue<>();

    @Test
    void failsNoRequestDuplicatesNoMessageAndReconnectsSockets() throws Exception {
        try (var balancer = new Balancer();
                var first = node();
                var second = node();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            balancer.add(first);
            balancer.add(second);
            awaitReady(balancer, 2);
            var calls = new Service.Calls(balancer.endpoint(), Clock.systemUTC());
            var instance = calls.connect()
                    .listInstances(_ -> {})
                    .instanceSummaryList()
                    .getFirst()
                    .id();
            var tenant = calls.existing(instance);
            var talkers = new ArrayList<Talker>();
            for (int i = 0; i < TALKERS; i++) {
                talkers.add(new Talker(calls, tenant, threads));
            }
            var page = ChatJsTests.isNodeThere() ? new Page(calls, tenant) : null;

            first.stop();
            try (var third = node()) {
                balancer.add(third);
                awaitReady(balancer, 2);
                second.stop();
                awaitReady(balancer, 1);
                for (var talker : talkers) {
                    talker.awaitMore();
                }
                isOver.countDown();
                threads.shutdown();
                assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

                assertThat(failures).isEmpty();
                assertThat(closeCodes).containsOnly(1001);
                for (var talker : talkers) {
                    talker.assertNothingLostOrDuplicated();
                }
                if (page != null) {
                    page.assertNothingLostOrDuplicated();
                }
                var times = away.stream().sorted().toList();
                assertThat(times).hasSizeGreaterThanOrEqualTo(TALKERS);
                assertThat(times.get(times.size() / 2)).isLessThan(WITHIN);
                assertThat(times.getLast()).isLessThan(AT_MOST);
            }
        }
    }

    @Test
    void aStoppingNodeServesUntilBalancersNotice() throws Exception {
        // The drain outlasts the test, however slow the machine is; the node is killed in it.
        try (var node = node(Duration.ofHours(1));
                var http = HttpClient.newHttpClient()) {
            var calls = new Service.Calls(node.endpoint(), Clock.systemUTC());
            var tenant = calls.newTenant();
            var before = tenant.start(_ -> {});
            assertThat(get(http, node, "/contacts").headers().firstValue("connection"))
                    .isEmpty();

            node.askToStop();
            Awaitility.await()
                    .until(() -> get(http, node, "/actuator/health/readiness").statusCode() == 503);
            assertThat(get(http, node, "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(get(http, node, "/contacts").headers().firstValue("connection"))
                    .hasValue("close");
            try (var socket = calls.customerOf(before).subscribe()) {
                calls.customerOf(before).say("still here");
                socket.awaitMessage("still here");
                assertThat(socket.isClosed()).isFalse();
            }
        }
    }

    @Test
    void aStoppedNodeClosesItsWebsockets() throws Exception {
        try (var node = node(Duration.ZERO)) {
            var calls = new Service.Calls(node.endpoint(), Clock.systemUTC());
            try (var socket = calls.customerOf(calls.newTenant().start(_ -> {})).subscribe()) {
                node.stop();
                assertThat(socket.awaitClosed()).isEqualTo(1001);
            }
        }
    }

    private static HttpResponse<String> get(HttpClient http, Node node, String path)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(node.endpoint().resolve(path)).build(), BodyHandlers.ofString());
    }

    private Node node() {
        return node(DRAIN);
    }

    private Node node(Duration drain) {
        return Node.on(
                database,
                TestDatabase.username(),
                TestDatabase.password(),
                "--recontact.shutdown.drain=" + drain,
                // These customers send no heartbeats.
                "--recontact.delivery.silence=1h");
    }

    private static void awaitReady(Balancer balancer, int nodes) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> balancer.hasReadyNodes(nodes));
    }

    /** A customer who sends messages all the time, and whose websocket reconnects when it is closed. */
    private final class Talker {

        private final Service.Calls calls;
        private final String token;
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private volatile LiveSocket socket;

        Talker(Service.Calls calls, Service.Tenant tenant, ExecutorService threads) {
            this.calls = calls;
            this.token = tenant.start(_ -> {}).participantToken();
            this.socket = calls.participant(token).subscribe();
            threads.execute(() -> noting(this::talk));
            threads.execute(() -> noting(this::listen));
        }

        private void talk() throws InterruptedException {
            var customer = calls.participant(token);
            for (int n = 0; !isOver.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); n++) {
                acknowledged.add(customer.say("message %d".formatted(n)).id());
            }
        }

        private void listen() {
            while (isOver.getCount() > 0) {
                if (!socket.isClosed()) {
                    Awaitility.await().forever().until(() -> socket.isClosed() || isOver.getCount() == 0);
                    continue;
                }
                closeCodes.add(socket.awaitClosed());
                var lost = System.nanoTime();
                socket = calls.participant(token).subscribe();
                away.add(Duration.ofNanos(System.nanoTime() - lost));
            }
        }

        /** Waits for messages on the current websocket. */
        void awaitMore() {
            var before = acknowledged.size();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !failures.isEmpty()
                            || (acknowledged.size() > before + 5
                                    && socket.messages().size() > 5));
        }

        void assertNothingLostOrDuplicated() {
            assertThat(socket.messages()).doesNotHaveDuplicates();
            assertThat(messages(calls.participant(token))).containsExactlyElementsOf(acknowledged);
        }
    }

    /** A page with the unmodified ChatJS that sends messages all the time; see {@code rolling.cjs}. */
    private final class Page {

        private final Service.Calls calls;
        private final String token;
        private final Process node;

        Page(Service.Calls calls, Service.Tenant tenant) throws IOException, InterruptedException {
            var chat = tenant.start(_ -> {});
            this.calls = calls;
            this.token = chat.participantToken();
            var folder = ChatJsTests.fetchChatJs();
            this.node = new ProcessBuilder(
                            "node",
                            "rolling.cjs",
                            calls.endpoint().toString(),
                            chat.contactId(),
                            chat.participantId(),
                            token)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("rolling.log").toFile())
                    .start();
            var told = node.inputReader().readLine();
            if (!"connected".equals(told)) {
                throw new IllegalStateException("The page has not connected: " + told);
            }
        }

        void assertNothingLostOrDuplicated() throws IOException, InterruptedException {
            node.getOutputStream().close();
            var told = node.inputReader().readLine();
            assertThat(node.waitFor())
                    .as("%s", Files.readString(Path.of("target", "chatjs", "rolling.log")))
                    .isZero();
            JsonNode result = new JsonMapper().readTree(told);
            assertThat(result.path("failed").values()).isEmpty();
            assertThat(result.path("away").values()).isNotEmpty();
            result.path("away").values().forEach(time -> away.add(Duration.ofMillis(time.asLong())));
            assertThat(messages(calls.participant(token)))
                    .containsExactlyElementsOf(result.path("acknowledged")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    private static List<String> messages(Participant participant) {
        return participant.everything().stream()
                .filter(item -> item.type() == ChatItemType.MESSAGE)
                .map(Item::id)
                .toList();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void noting(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            failures.add(e);
        }
    }
}
