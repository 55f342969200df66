package io.recontact.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.HttpReceiver;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures of contacts whose transcript is, or is about to be, an object in a bucket. */
@ServiceTest
class ErasedFilesTests {

    private static final HttpReceiver<Map<String, String>> BUCKET = new HttpReceiver<>((headers, _) -> headers);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final TranscriptArchiveJob job;
    private final TranscriptFileDeletionJob deletionJob;
    private final MutableClock clock;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final Set<String> objects = ConcurrentHashMap.newKeySet();

    ErasedFilesTests(
            Service.Calls calls,
            RawCalls raw,
            TranscriptArchiveJob job,
            TranscriptFileDeletionJob deletionJob,
            MutableClock clock,
            Environment environment,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.job = job;
        this.deletionJob = deletionJob;
        this.clock = clock;
        this.environment = environment;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add(
                "recontact.transcript-archive.s3.endpoint",
                () -> "http://127.0.0.1:" + BUCKET.url().getPort());
        settings.add("recontact.transcript-archive.s3.bucket", () -> "transcripts");
        settings.add("recontact.transcript-archive.s3.access-key-id", () -> "A");
        settings.add("recontact.transcript-archive.s3.secret-access-key", () -> "s");
        settings.add("recontact.transcript-archive.every", () -> "1d");
        settings.add("recontact.transcript-archive.seen-every", () -> "1d");
    }

    @BeforeEach
    void answer() {
        clock.stopAt(clock.instant());
        BUCKET.reset();
        BUCKET.answer(this::store);
    }

    @AfterEach
    void removeRows() {
        clock.reset();
        jdbc.sql("delete from transcript_file_due").update();
        jdbc.sql("delete from transcript_file_deletion").update();
    }

    @AfterAll
    static void close() {
        BUCKET.close();
    }

    /** Keeps the names of objects as a bucket does. */
    private int store(Map<String, String> request) {
        var path = request.getOrDefault(HttpReceiver.PATH, "");
        if (request.getOrDefault(HttpReceiver.METHOD, "").equals("PUT")) {
            objects.add(path);
            return 200;
        }
        objects.remove(path);
        return 204;
    }

    /** Holds the answers to PutObject. The objects are stored before, or after. */
    private CountDownLatch holdWrites(boolean areStoredBefore) {
        var open = new CountDownLatch(1);
        BUCKET.answer(request -> {
            if (areStoredBefore) {
                store(request);
            }
            if ("PUT".equals(request.get(HttpReceiver.METHOD))) {
                open.await(20, TimeUnit.SECONDS);
            }
            return store(request);
        });
        return open;
    }

    private String endedChat() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("Hello");
        tenant.stop(chat.contactId());
        return chat.contactId();
    }

    private JsonNode erase(String contact) {
        var answer = raw.post(
                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                json.writeValueAsString(Map.of("ContactId", contact, "Reason", "Request 1")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private int remainingFiles() {
        return json.readTree(raw.get("/admin/v1/instances/%s/erasures".formatted(tenant.instance()))
                        .body())
                .path("Erasures")
                .path(0)
                .path("RemainingFiles")
                .asInt(-1);
    }

    /** Not in the common pool, which the HTTP client needs to hand over the answer. */
    private CompletableFuture<Void> startWrite() {
        return CompletableFuture.runAsync(job::storeDue, Thread::startVirtualThread);
    }

    private void awaitWriteOf(String contact) {
        await().until(() -> BUCKET.requests().stream()
                .anyMatch(request -> request.getOrDefault(HttpReceiver.PATH, "").contains(contact)));
    }

    private Node nodeWithTheBucket() {
        return Node.beside(
                environment,
                "--recontact.transcript-archive.s3.endpoint=http://127.0.0.1:"
                        + BUCKET.url().getPort(),
                "--recontact.transcript-archive.s3.bucket=transcripts",
                "--recontact.transcript-archive.s3.access-key-id=A",
                "--recontact.transcript-archive.s3.secret-access-key=s",
                "--recontact.transcript-archive.every=50ms");
    }

    private void deleteLater(Duration by) {
        clock.stopAt(clock.instant().plus(by));
        deletionJob.deleteDue();
    }

    @Test
    void deletesTheObject() {
        var contact = endedChat();
        job.storeDue();
        assertThat(objects).singleElement().asString().contains(contact);

        assertThat(erase(contact).path("RemainingFiles").asInt()).isOne();
        deletionJob.deleteDue();

        assertThat(objects).isEmpty();
        assertThat(remainingFiles()).isZero();
    }

    @Test
    void triesAgainUntilTheBucketIsBack() {
        var contact = endedChat();
        job.storeDue();
        erase(contact);
        BUCKET.stop();
        deletionJob.deleteDue();
        BUCKET.start();
        BUCKET.answer(_ -> 403);
        deleteLater(Duration.ofSeconds(1));
        BUCKET.answer(this::store);
        deleteLater(Duration.ofSeconds(1));
        assertThat(objects)
                .as("pauses for two seconds after the second failure")
                .hasSize(1);
        assertThat(remainingFiles()).isOne();

        deleteLater(Duration.ofSeconds(1));

        assertThat(objects).isEmpty();
        assertThat(remainingFiles()).isZero();
    }

    @Test
    void waitsForAWriteThatIsUnderWay() {
        var contact = endedChat();
        var answer = holdWrites(false);
        var write = startWrite();
        awaitWriteOf(contact);

        erase(contact);
        deletionJob.deleteDue();
        assertThat(remainingFiles()).isOne();
        answer.countDown();
        write.join();
        assertThat(objects).hasSize(1);
        assertThat(remainingFiles()).isOne();

        deleteLater(Duration.ofMinutes(2));

        assertThat(objects).isEmpty();
        assertThat(remainingFiles()).isZero();
    }

    /** The node was suspended for longer than its lease. */
    @Test
    void deletesAnObjectThatIsStoredAfterItsDeletion() {
        var contact = endedChat();
        var answer = holdWrites(false);
        var write = startWrite();
        awaitWriteOf(contact);
        erase(contact);
        deleteLater(Duration.ofMinutes(2));
        assertThat(remainingFiles()).isZero();

        answer.countDown();
        write.join();
        assertThat(objects).hasSize(1);
        deletionJob.deleteDue();

        assertThat(objects).isEmpty();
        assertThat(jdbc.sql("select count(*) from transcript_file_deletion")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void deletesTheObjectOfANodeThatIsKilledWhileItWrites() {
        var answer = holdWrites(true);
        String contact;
        try (var node = nodeWithTheBucket()) {
            contact = endedChat();
            awaitWriteOf(contact);
            node.kill();
        }
        answer.countDown();
        BUCKET.answer(this::store);

        erase(contact);
        clock.stopAt(clock.instant().plus(Duration.ofHours(1)));
        job.storeDue();
        deletionJob.deleteDue();

        assertThat(objects).isEmpty();
        assertThat(remainingFiles()).isZero();
    }

    @Test
    void continuesTheDeletionsOfAKilledNode() {
        var contact = endedChat();
        job.storeDue();
        erase(contact);
        var answer = BUCKET.hold();
        try (var node = nodeWithTheBucket()) {
            await().until(() -> BUCKET.requests().stream()
                    .anyMatch(request -> "DELETE".equals(request.get(HttpReceiver.METHOD))
                            && request.getOrDefault(HttpReceiver.PATH, "").contains(contact)));
            node.kill();
        }
        answer.countDown();
        BUCKET.answer(this::store);
        deletionJob.deleteDue();
        assertThat(objects).as("the lease of the killed node holds").hasSize(1);

        deleteLater(Duration.ofHours(1));

        assertThat(objects).isEmpty();
        assertThat(remainingFiles()).isZero();
    }
}
