package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.api.InstanceId;
import io.recontact.retention.Retention;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The command that imports, and a node that erases, are killed like {@code kill -9}. A repetition finishes. */
@ServiceTest
class HistoryKillTests {

    private static final int CHATS = 8_000;
    private static final int ITEMS = 5;
    private static final int ERASED = 4_000;

    private final Service.Tenant tenant;
    private final ImportService imports;
    private final Retention retention;
    private final RawCalls raw;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final JsonMapper json = new JsonMapper();
    private final UUID instance;

    @TempDir
    private Path folder;

    HistoryKillTests(
            Service.Calls calls,
            ImportService imports,
            Retention retention,
            RawCalls raw,
            Environment environment,
            JdbcClient jdbc,
            MutableClock clock) {
        this.tenant = calls.newTenant();
        this.imports = imports;
        this.retention = retention;
        this.raw = raw;
        this.environment = environment;
        this.jdbc = jdbc;
        this.clock = clock;
        this.instance = UUID.fromString(tenant.instance());
    }

    private long count(String query) {
        return jdbc.sql(query).param("instance", instance).query(Long.class).single();
    }

    private long contacts() {
        return count("select count(*) from contact where instance_id = :instance");
    }

    private long sessions() {
        return count("select count(*) from chat_session where instance_id = :instance");
    }

    private long itemsOf(String table, String column) {
        return count("""
                select count(*) from %s where %s in (select id from contact where instance_id = :instance)
                """.formatted(table, column));
    }

    private void writeChats(Path file) throws IOException {
        var at = clock.instant().minus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < CHATS; i++) {
                var id = UUID.randomUUID();
                out.write("""
                        {"Id": "%1$s", "Channel": "CHAT", "InitiationMethod": "API", "InitiationTimestamp": "%2$s", \
                        "DisconnectTimestamp": "%3$s"}
                        {"ContactId": "%1$s", "Transcript": [%4$s]}
                        """.formatted(id, at, at.plusSeconds(60), items(at)));
            }
        }
    }

    private static String items(Instant at) {
        var items = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            items.append(i == 0 ? "" : ", ")
                    .append("""
                    {"Id": "%s", "AbsoluteTime": "%s", "Type": "MESSAGE", "Content": "A parcel", "ParticipantId": "%s", \
                    "DisplayName": "Ada", "ParticipantRole": "CUSTOMER"}""".formatted(UUID.randomUUID(), at.plusSeconds(i), UUID.randomUUID()));
        }
        return items.toString();
    }

    private long transcripts() {
        return count("select count(*) from imported_contact where instance_id = :instance and transcript is not null");
    }

    private void assertNothingIsHalfStored() {
        assertThat(sessions()).isEqualTo(contacts());
        assertThat(count("select count(*) from imported_contact where instance_id = :instance"))
                .isEqualTo(contacts());
        assertThat(itemsOf("transcript_item", "contact_id")).isEqualTo(transcripts() * ITEMS);
        assertThat(itemsOf("participant", "session_id")).isEqualTo(transcripts() * ITEMS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKilledImportContinues(boolean isKilledInTranscripts) throws IOException {
        var file = folder.resolve("chats");
        writeChats(file);
        var output = folder.resolve("output");

        var command =
                Node.command(environment, output, "import", "--instance-id=" + tenant.instance(), file.toString());
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !command.isAlive() || (isKilledInTranscripts ? transcripts() : contacts()) > 0);
        command.toHandle().destroyForcibly();
        command.onExit().join();

        // A statement that the server is running ends on its own.
        await().until(() -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
                          and query like '%imported%'
                        """).query(Integer.class).single() == 0);
        var stored = contacts() + transcripts();
        assertThat(stored).as(() -> read(output)).isBetween(1L, 2L * CHATS - 1);
        assertThat(transcripts() > 0).isEqualTo(isKilledInTranscripts);
        assertNothingIsHalfStored();

        var report = imports.importFiles(new InstanceId(instance), file, _ -> {});

        assertThat(report)
                .isEqualTo(new ImportReport(
                        2L * CHATS,
                        CHATS - (isKilledInTranscripts ? CHATS : stored),
                        CHATS - (isKilledInTranscripts ? stored - CHATS : 0),
                        report.items(),
                        0,
                        stored,
                        0,
                        0,
                        0,
                        List.of()));
        assertThat(transcripts()).isEqualTo(CHATS);
        assertNothingIsHalfStored();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String erasure(RawCalls calls) {
        return calls.post(
                        "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                        "{\"CustomerId\": \"ada\", \"Reason\": \"Request 4711\"}")
                .body();
    }

    private long erasedSoFar() {
        return count("select coalesce(sum(cast(deleted ->> 'contact' as bigint)), 0) from erasure"
                + " where instance_id = :instance");
    }

    @Test
    void aKilledErasureIsRecordedAndContinues() {
        retention.fill(tenant.instance(), ERASED, clock.instant().minus(30, ChronoUnit.DAYS));
        jdbc.sql("update contact set customer_id = 'ada' where instance_id = :instance")
                .param("instance", instance)
                .update();

        try (var node = Node.beside(environment)) {
            var slowly = new RawCalls(node.endpoint(), clock);
            Thread.ofVirtual().start(() -> {
                try {
                    erasure(slowly);
                } catch (RuntimeException _) { // the node is killed
                }
            });
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> erasedSoFar() > 0);
            node.kill();
        }

        await().until(() -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state <> 'idle' and query like 'delete %'
                        """).query(Integer.class).single() == 0);
        var left = contacts();
        assertThat(left).as("killed in the middle").isBetween(1L, ERASED - 1L);
        assertThat(sessions()).isEqualTo(left);
        assertThat(itemsOf("transcript_item", "session_id")).isEqualTo(2 * left);
        assertThat(itemsOf("participant", "session_id")).isEqualTo(left);
        assertThat(erasedSoFar()).as("the record has what was deleted").isEqualTo(ERASED - left);
        assertThat(count("select count(*) from erasure where instance_id = :instance and ended_at is null"))
                .isOne();

        var record = json.readTree(erasure(raw));

        assertThat(record.at("/DeletedRows/contact").asLong()).isEqualTo(left);
        assertThat(record.at("/DeletedRows/transcript_item").asLong()).isEqualTo(2 * left);
        assertThat(record.has("EndedTimestamp")).isTrue();
        assertThat(contacts()).isZero();
        assertThat(sessions()).isZero();
        assertThat(erasedSoFar()).isEqualTo(ERASED);
    }
}
