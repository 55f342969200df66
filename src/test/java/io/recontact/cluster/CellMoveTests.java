package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.Application;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/** Two cells behind HAProxy: calls reach the cell of their instance, and an instance moves while others work. */
@Tag("cluster")
class CellMoveTests {

    private final MutableClock clock = new MutableClock();
    private final String databaseOfA = TestDatabase.freshDatabaseUrl();
    private final String databaseOfB = TestDatabase.freshDatabaseUrl();
    private final int portOfA = CellProxy.freePort();
    private final int portOfB = CellProxy.freePort();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    private CellProxy proxy;
    private Service.Calls calls;

    @SuppressWarnings("NullAway") // started before each test
    CellMoveTests() {}

    @BeforeEach
    void startTheProxy() {
        proxy = CellProxy.start(folder, portOfA, portOfB);
        calls = new Service.Calls(proxy.endpoint(), clock);
    }

    @AfterEach
    void stop() throws Exception {
        for (var server : opened.reversed()) {
            server.close();
        }
        proxy.close();
    }

    private ConfigurableApplicationContext node(String database, int port, String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("server.port=" + port, "recontact.shutdown.drain=0s"));
        var node = Node.inThisJvm(database, TestDatabase.username(), TestDatabase.password(), all);
        opened.add(node);
        return node;
    }

    private void startTheCells() {
        node(databaseOfA, portOfA, "recontact.cell=a");
        node(databaseOfB, portOfB, "recontact.cell=b");
        proxy.awaitCells();
    }

    private void run(String database, String... arguments) {
        assertThatExceptionOfType(AbandonedRunException.class)
                .isThrownBy(() -> SpringApplication.run(
                        Application.class,
                        Stream.concat(
                                        Stream.of(arguments),
                                        Stream.of(
                                                "--spring.datasource.url=" + database,
                                                "--spring.datasource.username=" + TestDatabase.username(),
                                                "--spring.datasource.password=" + TestDatabase.password()))
                                .toArray(String[]::new)))
                .satisfies(done ->
                        assertThat(((ExitCodeGenerator) done).getExitCode()).isZero());
    }

    private Service.Calls directly(int port) {
        return new Service.Calls(URI.create("http://127.0.0.1:" + port), clock);
    }

    private Service.Tenant through(Service.Tenant direct) {
        return new Service.Tenant(calls.connect(), direct.instance(), direct.flow());
    }

    @Test
    void callsReachTheCellOfTheirInstance() {
        startTheCells();
        var direct = directly(portOfB).newTenant();
        var tenant = through(direct);
        proxy.route(tenant.instance(), "b");

        var chat = tenant.start(request -> request.attributes(Map.of("text", "é\"".repeat(8_000))));
        assertThat(chat.participantToken()).startsWith("b.");
        assertThat(tenant.describe(chat.contactId()).id()).isEqualTo(chat.contactId());
        var arn = calls.connect()
                .describeInstance(request -> request.instanceId(tenant.instance()))
                .instance()
                .arn();
        calls.connect().tagResource(request -> request.resourceArn(arn).tags(Map.of("a", "b")));
        assertThat(calls.connect()
                        .listTagsForResource(request -> request.resourceArn(arn))
                        .tags())
                .containsEntry("a", "b");
        var customer = calls.joined(chat.participantToken());
        assertThat(customer.websocketUrl()).contains(":" + proxy.endpoint().getPort(), "token=b.");
        try (var socket = customer.subscribe()) {
            customer.say("Hello");
            socket.awaitMessage("Hello");
        }

        var longBody = "{%s\"InstanceId\": \"%s\"}".formatted(" ".repeat(200_000), tenant.instance());
        assertThat(new RawCalls(proxy.endpoint(), clock)
                        .post("/search-queues", longBody)
                        .body())
                .as("the instance at the end of a long body")
                .contains("\"Queues\":[");
        var token = chat.participantToken();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> directly(portOfA).participant(token))
                .withMessageContaining("of another cell");
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("no cell has this name, so the default cell answers")
                .isThrownBy(() -> calls.participant("z" + token))
                .withMessageContaining("of another cell");
        assertThat(calls.newTenant().start(_ -> {}).participantToken())
                .as("an instance that the map does not name")
                .startsWith("a.");
    }

    @Test
    void tokensFromBeforeCellsHadNamesRemainValid() {
        var unnamed = node(databaseOfA, portOfA);
        node(databaseOfB, portOfB, "recontact.cell=b");
        proxy.awaitCells();
        var customer = calls.joined(calls.newTenant().start(_ -> {}).participantToken());
        unnamed.close();
        node(databaseOfA, portOfA, "recontact.cell=a");
        proxy.awaitCells();

        Awaitility.await().ignoreExceptions().untilAsserted(() -> customer.say("Still here"));
        assertThat(calls.participant(customer.token()).connectionToken()).startsWith("a.");
    }

    @Test
    void anInstanceMovesWhileAnotherWorks() throws Exception {
        startTheCells();
        var moving = calls.newTenant();
        var staying = calls.newTenant();
        var chat = moving.start(_ -> {});
        calls.joined(chat.participantToken()).say("Before the move");
        var contact = chat.contactId();
        var id = "--instance-id=" + moving.instance();
        var archive = folder.resolve("instance.zip").toString();
        var isMoved = new AtomicBoolean();
        var sent = new AtomicInteger();
        var customer = calls.joined(staying.start(_ -> {}).participantToken());
        var work = CompletableFuture.runAsync(() -> work(staying, customer, isMoved, sent));

        moving.stop(contact);
        run(databaseOfA, "drain-instance", id);
        var raw = new RawCalls(proxy.endpoint(), clock);
        var before = answers(raw, moving, contact);
        assertThat(before).allMatch(answer -> answer.startsWith("200 "));
        run(databaseOfA, "export-instance", id, archive);
        assertThat(answers(raw, moving, contact)).as("while it is copied").isEqualTo(before);
        run(databaseOfB, "import-instance", archive);
        proxy.route(moving.instance(), "b");
        run(databaseOfA, "mark-instance-moved", id, "--to-cell=b");

        assertThat(answers(raw, moving, contact)).isEqualTo(before);
        var resumed = moving.start(request -> request.persistentChat(
                past -> past.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(contact)));
        assertThat(resumed.participantToken()).startsWith("b.");
        var customerThere = calls.joined(resumed.participantToken());
        customerThere.say("After the move");
        assertThat(customerThere.everything())
                .extracting(item -> String.valueOf(item.content()))
                .containsSubsequence("Before the move", "After the move");
        run(databaseOfA, "remove-instance", id);
        assertThat(answers(raw, moving, contact)).isEqualTo(before);
        isMoved.set(true);
        work.get();
        assertThat(sent).hasValueGreaterThan(20);
        assertThat(customer.everything().stream()
                        .filter(item -> String.valueOf(item.content()).startsWith("message ")))
                .hasSize(sent.get());
    }

    /** Fails with the first call that fails. */
    private static void work(Service.Tenant tenant, Participant customer, AtomicBoolean isOver, AtomicInteger sent) {
        while (!isOver.get()) {
            customer.say("message " + sent.incrementAndGet());
            tenant.startAndStop();
        }
    }

    private static List<String> answers(RawCalls raw, Service.Tenant tenant, String contact) {
        return Stream.of(
                        "/contacts/%s/%s",
                        "/contact/attributes/%s/%s",
                        "/admin/v1/instances/%s/contacts/%s/transcript",
                        "/queues-summary/%s",
                        "/users-summary/%s",
                        "/instance/%s")
                .map(path -> raw.get(path.formatted(tenant.instance(), contact)))
                .map(answer -> answer.statusCode() + " " + answer.body())
                .toList();
    }
}
