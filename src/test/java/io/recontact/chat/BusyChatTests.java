package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that wait for one chat do not delay other chats. */
@ServiceTest
class BusyChatTests {

    private static final Duration SOON = Duration.ofMillis(1_500);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcConnectionDetails database;

    BusyChatTests(Service.Calls calls, JdbcConnectionDetails database) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.database = database;
    }

    @Test
    void servesOtherChatsWhileOneIsLocked() throws Exception {
        var chat = tenant.start(_ -> {});
        var locked = ofItsOwn(chat.participantToken());
        var agent = ofItsOwn(tenant.invite(chat.contactId(), "AGENT")
                .participantCredentials()
                .participantToken());
        var other = calls.joined(tenant.start(_ -> {}).participantToken());
        try (var lock = lock(chat.contactId());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 50; i++) {
                waiting.add(threads.submit(status(() -> locked.say("x"))));
            }
            for (int i = 0; i < 20; i++) {
                waiting.add(threads.submit(status(() -> agent.say("x"))));
                waiting.add(threads.submit(status(() -> {
                    tenant.stop(chat.contactId());
                    return "";
                })));
            }
            await().until(() -> waiters(lock) > 0);

            for (int i = 0; i < 30; i++) {
                assertThat(timeOf(() -> other.say("y"))).isLessThan(SOON);
                assertThat(timeOf(() -> tenant.describe(tenant.start()))).isLessThan(SOON);
            }
            for (var answer : waiting) {
                assertThat(answer.get()).isIn(429, 503);
            }
        }
        assertThat(locked.say("after").id()).isNotNull();
    }

    @Test
    void servesOtherChatsWhileOneIsFlooded() throws Exception {
        var flooded = ofItsOwn(tenant.start(_ -> {}).participantToken());
        var other = calls.joined(tenant.start(_ -> {}).participantToken());
        var quiet = medianOf(other);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(status(() -> flooded.say("x" + i))))
                    .toList();
            var flood = medianOf(other);

            assertThat(flood).as("beside %s without a flood", quiet).isLessThan(Duration.ofMillis(300));
            for (var answer : sent) {
                assertThat(answer.get()).isIn(200, 429);
            }
        }
    }

    /** With a client of its own, because a client has fifty connections. */
    private Participant ofItsOwn(String token) {
        return Participant.join(Service.participantClient(calls.endpoint()), token);
    }

    private static Duration medianOf(Participant other) {
        return IntStream.range(0, 21)
                .mapToObj(_ -> timeOf(() -> other.say("y")))
                .sorted()
                .toList()
                .get(10);
    }

    private static Duration timeOf(Runnable call) {
        var started = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static Callable<Integer> status(Callable<?> call) {
        return () -> {
            try {
                call.call();
                return 200;
            } catch (AwsServiceException e) {
                return e.statusCode();
            }
        };
    }

    /** Locks the rows of a session, like a transaction that was left open. */
    private Connection lock(String session) throws SQLException {
        var connection = new DriverManagerDataSource(
                        database.getJdbcUrl(),
                        String.valueOf(database.getUsername()),
                        String.valueOf(database.getPassword()))
                .getConnection();
        connection.setAutoCommit(false);
        for (var table : List.of("contact", "chat_session")) {
            try (var statement =
                    connection.prepareStatement("select from " + table + " where id = ?::uuid for update")) {
                statement.setString(1, session);
                statement.execute();
            }
        }
        return connection;
    }

    private static long waiters(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
