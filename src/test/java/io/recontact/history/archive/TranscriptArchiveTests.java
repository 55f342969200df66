package io.recontact.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Files of transcripts, written when a chat ends. */
@ServiceTest
class TranscriptArchiveTests {

    private static final Path ROOT = newFolder();

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final TranscriptArchiveJob job;
    private final TranscriptFileRepository files;
    private final MutableClock clock;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    TranscriptArchiveTests(
            Service.Calls calls,
            RawCalls raw,
            TranscriptArchiveJob job,
            TranscriptFileRepository files,
            MutableClock clock,
            Environment environment,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.job = job;
        this.files = files;
        this.clock = clock;
        this.environment = environment;
        this.jdbc = jdbc;
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
        var contact = endedChat();
        var erasure = raw.post(
                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                json.writeValueAsString(Map.of("ContactId", contact, "Reason", "Request 1")));
        assertThat(erasure.statusCode()).isEqualTo(200);

        job.storeDue();

        assertThat(stored()).isEmpty();
        assertThat(files.count()).isZero();
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
