package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.consistency.ChatLoad;
import io.recontact.consistency.Endpoints;
import io.recontact.consistency.History;
import io.recontact.consistency.HistoryChecker;
import io.recontact.consistency.Mutation;
import io.recontact.consistency.Operation.Outcome;
import io.recontact.testing.Node;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three nodes, which notify each other by Redis, come and go while customers and agents chat. Each node is in a network
 * namespace of its own. A checker judges the history of all clients; it is kept in {@code target/nodes-history.jsonl}.
 */
@Tag("cluster")
class NodesTests {

    private static final Logger log = LoggerFactory.getLogger(NodesTests.class);

    private static final int CHATS = Integer.getInteger("nodes.chats", 6);
    private static final long SEED = Long.getLong("nodes.seed", System.nanoTime());

    /** Messages that are acknowledged after each change, before the next one. */
    private static final int MESSAGES = Integer.getInteger("nodes.messages", 400);

    private static final Duration WITHIN = Duration.ofSeconds(60);

    private static final Predicate<String> FAILED_NOTIFICATIONS =
            Pattern.compile("recontact_wakeups_failed_total [1-9].*").asMatchPredicate();

    private static final Path FILE = Path.of("target", "nodes-history.jsonl");

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    private final Endpoints endpoints = new Endpoints();
    private final List<Member> members = new ArrayList<>();

    /** A node in its namespace. */
    private record Member(ClusterNetwork.Member place, Node node) {}

    @Test
    void loseNothingWhenTheyComeAndGo() throws Exception {
        try (var network = new ClusterNetwork();
                var database = database();
                var redis = new ClusterRedis(ClusterNetwork.host());
                Closeable _ = this::closeNodes) {
            var history = new History();
            var first = add(network, database, redis);
            var second = add(network, database, redis);
            try (var load = new ChatLoad(history, endpoints, SEED)) {
                load.begin(CHATS);
                load.awaitMessages(MESSAGES);
                var third = step("add", load, () -> add(network, database, redis));
                step("cut from Redis", load, () -> cutFromRedis(third, redis));
                step("healed", load, () -> heal(third, redis));
                step("cut from the database", load, () -> {
                    second.place().cut(database.getPort());
                    awaitReadiness(second, "DOWN");
                    return second;
                });
                step("healed", load, () -> {
                    second.place().heal(database.getPort());
                    awaitReadiness(second, "UP");
                    return second;
                });
                step("kill", load, () -> kill(second));
                step("add", load, () -> add(network, database, redis));
                step("stop", load, () -> stop(first));
                step("add", load, () -> add(network, database, redis));
                load.finish();
            } finally {
                history.write(FILE);
            }
            var verdict = HistoryChecker.check(history);
            log.info("Seed {}: {}", SEED, verdict);
            assertThat(verdict.anomalies()).isEmpty();
            assertThat(verdict.attempts()).containsKeys(Outcome.values());
            assertThat(verdict.kept()).isGreaterThan(9 * MESSAGES);
            assertThat(verdict.pushes()).isGreaterThan(9L * MESSAGES);
            assertFindsViolations(history);
        }
    }

    private void closeNodes() {
        members.forEach(member -> member.node().close());
    }

    /** The same history with one violation is not accepted. */
    private static void assertFindsViolations(History history) {
        var valid = history.operations();
        for (var mutation : Mutation.values()) {
            var planted = mutation.plant(valid, new Random(SEED));
            assertThat(planted).as("%s", mutation).isNotEqualTo(valid);
            assertThat(HistoryChecker.check(new History(planted)).kinds())
                    .as("%s", mutation)
                    .contains(mutation.kind());
        }
    }

    private interface Change {
        Member make();
    }

    private static Member step(String name, ChatLoad load, Change change) {
        var begin = System.nanoTime();
        var changed = change.make();
        log.info(
                "{} {} after {} ms",
                name,
                changed.place().namespace(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        load.awaitMessages(MESSAGES);
        log.info(
                "{} messages after {} ms",
                MESSAGES,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        return changed;
    }

    private Member add(ClusterNetwork network, EmbeddedPostgres database, ClusterRedis redis) {
        var place = network.add();
        var node = Node.inNamespace(
                place.namespace(),
                place.address(),
                "jdbc:postgresql://%s:%d/postgres".formatted(ClusterNetwork.host(), database.getPort()),
                "postgres",
                "postgres",
                "--recontact.delivery.wake-up=redis",
                "--spring.data.redis.url=" + redis.url(),
                "--recontact.limits.active-chats=100000",
                "--recontact.shutdown.drain=2s");
        var member = new Member(place, node);
        members.add(member);
        endpoints.add(node.endpoint());
        redis.awaitListeners(
                (int) members.stream().filter(each -> each.node().isAlive()).count());
        return member;
    }

    /** Like a balancer, clients stop calling a node that is told to stop, while it drains. */
    private Member stop(Member member) {
        member.node().askToStop();
        endpoints.remove(member.node().endpoint());
        member.node().stop();
        return member;
    }

    private Member kill(Member member) {
        member.node().kill();
        endpoints.remove(member.node().endpoint());
        return member;
    }

    /** Meanwhile the machine of Redis forgets the node, which cannot hear of it. */
    private Member cutFromRedis(Member member, ClusterRedis redis) {
        member.place().cut(redis.port());
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> member.node().get("/actuator/prometheus").lines().anyMatch(FAILED_NOTIFICATIONS));
        member.place().forget(redis.port());
        redis.awaitListeners(members.size() - 1);
        return member;
    }

    private Member heal(Member member, ClusterRedis redis) {
        member.place().heal(redis.port());
        redis.awaitListeners(members.size());
        return member;
    }

    private static void awaitReadiness(Member member, String status) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> member.node().get("/actuator/health/readiness").contains("\"" + status + "\""));
    }

    /** With fsync, and open to the nodes. */
    private EmbeddedPostgres database() throws IOException {
        var data = folder.resolve("database");
        var database = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("listen_addresses", "127.0.0.1," + ClusterNetwork.host())
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all all %s trust%n".formatted(ClusterNetwork.range()),
                StandardOpenOption.APPEND);
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }
}
