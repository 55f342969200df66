package io.recontact.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.retention.Retention;
import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionStatements;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.HttpReceiver;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of transcripts, written when a chat ends. */
@ServiceTest
class TranscriptArchiveTests {

    private static final Path ROOT = newFolder();
    private static final Duration TEN = Duration.ofSeconds(10);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final TranscriptArchiveJob job;
    private final TranscriptFileRepository files;
    private final TranscriptFileDeletionJob deletionJob;
    private final TranscriptFileDeletionRepository deletions;
    private final Retention retention;
    private final MutableClock clock;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations named;
    private final TransactionOperations transactions;
    private final JsonMapper json = new JsonMapper();

    TranscriptArchiveTests(
            Service.Calls calls,
            RawCalls raw,
            TranscriptArchiveJob job,
            TranscriptFileRepository files,
            TranscriptFileDeletionJob deletionJob,
            TranscriptFileDeletionRepository deletions,
            Retention retention,
            MutableClock clock,
            Environment environment,
            JdbcClient jdbc,
            NamedParameterJdbcOperations named,
            TransactionOperations transactions) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.job = job;
        this.files = files;
        this.deletionJob = deletionJob;
        this.deletions = deletions;
        this.retention = retention;
        this.clock = clock;
        this.environment = environment;
        this.jdbc = jdbc;
        this.named = named;
        this.transactions = transactions;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("transcripts");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("recontact.transcript-archive.path", () -> ROOT.resolve("files"));
        settings.add("recontact.transcript-archive.prefix", () -> "test/1");
        settings.add("recontact.transcript-archive.every", () -> "1d");
        settings.add("recontact.transcript-archive.seen-every", () -> "1d");
    }

    @AfterEach
    void removeFiles() throws IOException {
        clock.reset();
        jdbc.sql("delete from transcript_file_due").update();
        jdbc.sql("delete from transcript_file_deletion").update();
        try (var all = Files.walk(ROOT)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(ROOT)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void later(Duration by) {
        clock.stopAt(clock.instant().plus(by));
    }

    private String chat(String message) {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say(message);
        return chat.contactId();
    }

    private String endedChat() {
        var contact = chat("Hello");
        tenant.stop(contact);
        return contact;
    }

    private JsonNode erase(Map<String, String> whom) {
        var request = new HashMap<>(whom);
        request.put("Reason", "Request 1");
        var answer = raw.post(
                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()), json.writeValueAsString(request));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private int remainingFiles() {
        return json.readTree(raw.get("/admin/v1/instances/%s/erasures".formatted(tenant.instance()))
                        .body())
                .path("Erasures")
                .valueStream()
                .mapToInt(erasure -> erasure.path("RemainingFiles").asInt())
                .sum();
    }

    private static List<Path> stored() throws IOException {
        try (var all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void storesTheFileOfAnEndedChat() throws IOException {
        clock.stopAt(Instant.parse("2026-03-09T23:07:59.999Z"));
        var contact = chat("Hello");
        job.storeDue();
        assertThat(stored()).isEmpty();
        later(Duration.ofMinutes(2));
        tenant.stop(contact);

        job.storeDue();

        var alias = jdbc.sql("select alias from instance where id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(String.class)
                .single();
        var file = ROOT.resolve("files/test/1/connect/%s/ChatTranscripts/2026/03/09/%s_20260309T23:07_UTC.json"
                .formatted(alias, contact));
        assertThat(stored()).containsExactly(file);
        assertThat(json.readTree(Files.readString(file)))
                .isEqualTo(json.readTree(raw.get("/admin/v1/instances/%s/contacts/%s/transcript/file"
                                .formatted(tenant.instance(), contact))
                        .body()));
        assertThat(Files.readString(file)).contains("Hello", "event.chat.ended");
        assertThat(files.count()).isZero();
    }

    @Test
    void storesEachFileOnceAmongConcurrentRuns() throws IOException {
        for (int i = 0; i < 20; i++) {
            endedChat();
        }

        ConcurrentCalls.run(4, _ -> {
            job.storeDue();
            return true;
        });

        assertThat(stored()).hasSize(20).allMatch(file -> file.toString().endsWith("_UTC.json"));
        assertThat(files.count()).isZero();
    }

    @Test
    void triesAgainUntilTheFolderCanBeWritten() throws IOException {
        clock.stopAt(clock.instant());
        endedChat();
        Files.writeString(ROOT.resolve("files"), "in the way");

        job.storeDue();
        assertThat(files.count()).isOne();
        Files.delete(ROOT.resolve("files"));
        job.storeDue();
        assertThat(stored()).as("pauses after a failure").isEmpty();
        assertThat(files.lag(clock.instant().plusSeconds(60)))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(65));

        later(Duration.ofSeconds(1));
        job.storeDue();
        assertThat(stored()).hasSize(1);
        assertThat(files.count()).isZero();
    }

    @Test
    void storesTheFileOfAKilledNode() throws IOException {
        clock.stopAt(clock.instant());
        try (var bucket = new HttpReceiver<>((headers, _) -> headers)) {
            var answer = bucket.hold();
            try (var node = Node.beside(
                    environment,
                    "--recontact.transcript-archive.s3.endpoint=http://127.0.0.1:"
                            + bucket.url().getPort(),
                    "--recontact.transcript-archive.s3.bucket=transcripts",
                    "--recontact.transcript-archive.s3.access-key-id=A",
                    "--recontact.transcript-archive.s3.secret-access-key=s",
                    "--recontact.transcript-archive.every=50ms")) {
                endedChat();
                await().until(() -> !bucket.requests().isEmpty());
                node.kill();
            } finally {
                answer.countDown();
            }
        }
        job.storeDue();
        assertThat(stored()).as("the lease of the killed node holds").isEmpty();

        later(Duration.ofHours(1));
        job.storeDue();

        assertThat(stored()).hasSize(1);
        assertThat(files.count()).isZero();
    }

    @Test
    void leavesOutWhatIsErased() throws IOException {
        var erasure = erase(Map.of("ContactId", endedChat()));
        assertThat(erasure.path("RemainingFiles").asInt()).isZero();

        job.storeDue();

        assertThat(stored()).isEmpty();
        assertThat(files.count()).isZero();
    }

    @Test
    void erasesTheFilesOfACustomer() throws IOException {
        var customer = "customer " + UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            tenant.stop(tenant.start(request -> request.customerId(customer)).contactId());
        }
        var other = endedChat();
        job.storeDue();
        assertThat(stored()).hasSize(21);
        // A killed node leaves such a part of a file.
        var file = stored().stream()
                .filter(path -> !path.toString().contains(other))
                .findFirst()
                .orElseThrow();
        Files.copy(file, file.resolveSibling("." + file.getFileName() + ".1.tmp"));

        var record = erase(Map.of("CustomerId", customer));

        assertThat(record.path("DeletedRows").path("transcript_file").asInt()).isEqualTo(20);
        assertThat(record.path("RemainingFiles").asInt()).isEqualTo(20);
        ConcurrentCalls.run(2, _ -> {
            deletionJob.deleteDue();
            return true;
        });
        assertThat(stored()).singleElement().asString().contains(other);
        assertThat(remainingFiles()).isZero();
    }

    @Test
    void triesAgainUntilTheFolderIsThere() throws IOException {
        clock.stopAt(clock.instant());
        var contact = endedChat();
        job.storeDue();
        erase(Map.of("ContactId", contact));
        Files.move(ROOT.resolve("files"), ROOT.resolve("elsewhere"));
        Files.createDirectory(ROOT.resolve("files")); // a mount point

        deletionJob.deleteDue();
        assertThat(remainingFiles()).isOne();
        assertThat(deletions.lag(clock.instant().plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        Files.delete(ROOT.resolve("files"));
        Files.move(ROOT.resolve("elsewhere"), ROOT.resolve("files"));
        deletionJob.deleteDue();
        assertThat(stored()).as("pauses after a failure").hasSize(1);

        later(Duration.ofSeconds(1));
        deletionJob.deleteDue();
        assertThat(stored()).isEmpty();
        assertThat(remainingFiles()).isZero();
    }

    @Test
    void leavesNoFileOfChatsThatAreErasedWhileTheirFilesAreWritten() throws IOException {
        var contacts = IntStream.range(0, 40).mapToObj(_ -> endedChat()).toList();

        ConcurrentCalls.run(4, number -> {
            if (number == 0) {
                contacts.forEach(contact -> erase(Map.of("ContactId", contact)));
            } else if (number == 1) {
                contacts.reversed().stream().limit(15).forEach(_ -> deletionJob.deleteDue());
            } else {
                for (int i = 0; i < 20; i++) {
                    job.storeDue();
                }
            }
            return true;
        });
        later(Duration.ofMinutes(5));
        job.storeDue();
        deletionJob.deleteDue();

        assertThat(stored()).isEmpty();
        assertThat(files.count()).isZero();
        assertThat(deletions.count()).isZero();
        assertThat(rowsOf(contacts)).isZero();
    }

    private int rowsOf(List<String> contacts) {
        return jdbc.sql("select count(*) from transcript_file where contact_id = any (:contacts)")
                .param("contacts", contacts.stream().map(UUID::fromString).toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    @Test
    void leavesFilesToTheLifeCycleOfTheStoreWhenContactsExpire() throws IOException {
        clock.stopAt(Instant.parse("2026-03-09T23:07:00Z"));
        var contact = endedChat();
        job.storeDue();
        later(Duration.ofDays(800));

        retention.run();

        deletionJob.deleteDue();
        assertThat(stored()).hasSize(1);
        assertThat(rowsOf(List.of(contact))).isZero();
    }

    @Test
    void deletesFilesOfExpiredContactsBySetting() throws IOException {
        var contact = UUID.fromString(endedChat());
        job.storeDue();
        var settings = new TranscriptArchiveProperties(
                ROOT, new TranscriptArchiveProperties.S3("", "", "us-east-1", "", ""), "", TEN, TEN, true, TEN, TEN);

        var statements = new SessionStatements(new SessionBatch(List.of(contact), List.of(contact)));
        new TranscriptFileSessionRows(deletions, settings).delete(statements);
        var rows = transactions.execute(_ -> statements.delete(named));

        assertThat(rows).containsEntry("transcript_file", 1);
        deletionJob.deleteDue();
        assertThat(stored()).isEmpty();
    }

    @Test
    void leavesFilesOfOtherStores() {
        jdbc.sql("""
                        insert into transcript_file_deletion (store, key, requested_at, due_at)
                        values ('s3://elsewhere', 'k', :now, :now)
                        """).param("now", clock.instant()).update();

        deletionJob.deleteDue();

        assertThat(deletions.count()).isOne();
    }

    @Test
    void collectsNothingLongAfterTheLastNodeWithAStore() {
        var now = clock.instant();
        files.open(now);
        files.closeUnlessSeenSince(now);
        endedChat();
        assertThat(files.count()).isOne();

        files.closeUnlessSeenSince(now.plusSeconds(1));
        endedChat();
        assertThat(files.count()).isOne();

        files.open(now);
        endedChat();
        assertThat(files.count()).isEqualTo(2);
    }
}
