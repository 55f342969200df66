package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.consistency.HistoryChecker;
import io.recontact.consistency.Operation;
import io.recontact.testing.HttpReceiver;
import io.recontact.testing.Node;
import io.recontact.testing.ReplicatedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the primary again and again, and promotes its standby, under load on two nodes that are never restarted.
 * {@code -Dfailovers=3} sets the number of kills.
 */
@Tag("cluster")
class FailoverTests {

    private static final Logger log = LoggerFactory.getLogger(FailoverTests.class);
    private static final JsonMapper JSON = new JsonMapper();

    private static final int KILLS = Integer.getInteger("failovers", 10);

    /** The pool alone would then try to connect every five seconds only. */
    private static final Duration LONG_OUTAGE = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PROGRESS = 200;

    /** An event at an endpoint. */
    private record Received(String id, String type, String contact) {

        static Received of(String body) {
            var event = JSON.readTree(body);
            JsonNode detail = event.path("detail");
            return new Received(
                    event.path("id").asString(),
                    detail.path("eventType").asString(),
                    detail.path("contactId").asString());
        }
    }

    @Test
    void losesAndDoublesNoAcknowledgedWrite() throws Exception {
        failOver(KILLS, ReplicatedDatabase::killPrimary, Duration.ofSeconds(3), _ -> false);
    }

    /** Connections to a primary that hangs neither answer nor break, until their timeouts. So callers wait as long. */
    @Test
    void leavesAPrimaryThatHangs() throws Exception {
        failOver(
                1,
                ReplicatedDatabase::freezePrimary,
                Duration.ofMinutes(1),
                problem -> problem.contains("Read timed out"));
    }

    private static void failOver(
            int times, Consumer<ReplicatedDatabase> fault, Duration within, Predicate<String> isExpected)
            throws Exception {
        var writesAgain = new ArrayList<Long>();
        try (var database = ReplicatedDatabase.start();
                var events = new HttpReceiver<>((_, body) -> Received.of(body));
                var first = node(database, events);
                var second = node(database, events);
                var load = MixedLoad.start(List.of(first, second))) {
            load.awaitProgress(PROGRESS);
            for (int i = 1; i <= times; i++) {
                fault.accept(database);
                TimeUnit.MILLISECONDS.sleep(i == KILLS ? LONG_OUTAGE.toMillis() : 300L * i);
                load.expectWrites();
                database.promoteStandby();
                var promoted = System.nanoTime();
                writesAgain.add(TimeUnit.NANOSECONDS.toMillis(Collections.max(load.awaitWrites()) - promoted));
                log.info("Failover {}: both nodes write {} ms after the promotion", i, writesAgain.getLast());
                database.addStandby();
                load.awaitProgress(PROGRESS);
                assertThat(load.failures()).isEmpty();
            }
            load.finish();

            var jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.username(), database.password()));
            var contacts = contactsOf(load.instance(), jdbc);
            load.history().add(new Operation.ListContacts(contacts, System.nanoTime(), System.nanoTime()));
            var verdict = HistoryChecker.check(load.history());
            log.info(
                    "{} failovers; both nodes write after {} ms; answers {}, a 503 after {} ms at most; {} acknowledged actions of agents; {} attempts, {} items kept, {} pushes on {} websockets, {} queued chats, {} events",
                    times,
                    writesAgain,
                    load.client().statuses(),
                    load.client().slowest503().toMillis(),
                    load.acknowledged().size(),
                    verdict.attempts(),
                    verdict.kept(),
                    verdict.pushes(),
                    verdict.sockets(),
                    load.queued().size(),
                    events.accepted().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.client().unexpected()).allMatch(isExpected);
            assertThat(load.client().statuses()).containsKey(503);
            assertThat(verdict.anomalies()).isEmpty();
            assertAllQueuedAreServedOnce(jdbc, load.queued());
            assertActionsAreKept(jdbc, load.acknowledged());
            assertAllEventsArrive(jdbc, events);
            // 2 s for a connection and 1 s for a check of it, and the clients share the cores.
            assertThat(load.client().slowest503()).isLessThan(within.plusSeconds(1));
            assertThat(writesAgain).allSatisfy(time -> assertThat(time).isLessThan(within.toMillis()));
        }
    }

    private static List<String> contactsOf(String instance, JdbcClient jdbc) {
        return jdbc.sql("select id from contact where instance_id = :instance and previous_contact_id is null")
                .param("instance", UUID.fromString(instance))
                .query((row, _) -> String.valueOf(row.getString("id")))
                .list();
    }

    private static Node node(ReplicatedDatabase database, HttpReceiver<?> events) {
        return Node.on(
                database.url(),
                database.username(),
                database.password(),
                "--recontact.delivery.silence=1h",
                "--recontact.events.endpoints[0].name=crm",
                "--recontact.events.endpoints[0].url=" + events.url(),
                "--recontact.events.longest-pause=4s");
    }

    /** The flow has spoken once to each customer, and one agent has joined once. */
    private static void assertAllQueuedAreServedOnce(JdbcClient jdbc, List<String> queued) {
        var once = queued.stream().map(contact -> contact + " 1").toList();
        assertThat(countsBySession(jdbc, "type = 'MESSAGE' and content = '%s'".formatted(MixedLoad.WELCOME)))
                .containsAll(once)
                .allMatch(count -> count.endsWith(" 1"));
        assertThat(countsBySession(jdbc, "role = 'AGENT' and content_type like '%participant.joined'"))
                .containsAll(once)
                .allMatch(count -> count.endsWith(" 1"));
    }

    private static List<String> countsBySession(JdbcClient jdbc, String condition) {
        return jdbc.sql("""
                        select session_id || ' ' || count(*)
                        from transcript_item
                        where %s
                        group by session_id
                        """.formatted(condition))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static void assertActionsAreKept(JdbcClient jdbc, List<String> acknowledged) {
        assertThat(jdbc.sql("""
                                select id || ' accept ' || agent_id from contact where connected_to_agent_at is not null
                                union all
                                select id || ' end ' || agent_id from contact where disconnected_at is not null
                                union all
                                select id || ' clear ' || agent_id from contact where after_contact_work_ended_at is not null
                                """).query(String.class).list()).containsAll(acknowledged);
        assertThat(acknowledged).anyMatch(action -> action.contains(" clear "));
    }

    /** An endpoint gets each event at least once, under one id, and no other one. */
    private static void assertAllEventsArrive(JdbcClient jdbc, HttpReceiver<Received> events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events.accepted().stream()
                                .distinct()
                                .filter(event -> !event.type().equals("CONTACT_DATA_UPDATED"))
                                .map(event -> event.contact() + " " + event.type())
                                .sorted())
                        .containsExactlyElementsOf(expectedEvents(jdbc)));
    }

    /** The events of all contacts, each of which enters one queue at most. */
    private static List<String> expectedEvents(JdbcClient jdbc) {
        return jdbc.sql("""
                        select contact.id || ' ' || event.type
                        from contact,
                             lateral (values
                                 ('INITIATED', true),
                                 ('CONNECTED_TO_SYSTEM', connected_to_system_at is not null),
                                 ('QUEUED', enqueued_at is not null),
                                 ('CONNECTED_TO_AGENT', connected_to_agent_at is not null),
                                 ('DISCONNECTED', disconnected_at is not null),
                                 ('COMPLETED', disconnected_at is not null
                                     and (connected_to_agent_at is null or after_contact_work_ended_at is not null))
                             ) event (type, is_due)
                        where is_due
                        """).query((row, _) -> String.valueOf(row.getString(1))).stream()
                .sorted()
                .toList();
    }
}
