package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.retention.Retention;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadResponse;

/** The contract of both content stores; run once for each. */
abstract class AttachmentContentContract {

    private static final int PIECE = 256 * 1024;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ExpiredAttachmentSweep sweep;
    private final Retention retention;
    private final MutableClock clock;
    private final RowLocks locks;
    private final JdbcClient jdbc;

    AttachmentContentContract(
            Service.Calls calls,
            ExpiredAttachmentSweep sweep,
            Retention retention,
            MutableClock clock,
            RowLocks locks,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.sweep = sweep;
        this.retention = retention;
        this.clock = clock;
        this.locks = locks;
        this.jdbc = jdbc;
    }

    /** The number of contents in the store, referred to or not. */
    abstract long kept();

    /** The number of bytes in the store. */
    abstract long keptBytes();

    @BeforeEach
    void deleteExpiredContent() {
        clock.advance(Duration.ofDays(1));
        sweep.run();
        clock.reset();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** Deletes what retention deletes after two years. */
    private void forgetContactsOfLongAgo() {
        var now = clock.offset();
        clock.advance(Duration.ofDays(800));
        retention.run();
        clock.advance(now.minus(clock.offset()));
        sweep.run();
    }

    private AttachmentCalls customer() {
        return new AttachmentCalls(calls.customerOf(tenant.start(_ -> {})));
    }

    @Test
    void areDownloadedAsUploaded() {
        var customer = customer();
        for (int size : new int[] {100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7, 20 * 1024 * 1024}) {
            var file = AttachmentCalls.png(size);
            var id = customer.attach("picture.png", "image/png", file);

            assertThat(Arrays.equals(customer.download(id), file))
                    .as("%d bytes", size)
                    .isTrue();
        }
    }

    /** An upload whose test decides when the next bytes arrive. */
    private static final class SlowUpload {

        private final PipedOutputStream file = new PipedOutputStream();
        private final CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();

        SlowUpload(StartAttachmentUploadResponse upload) throws IOException {
            var body = new PipedInputStream(file, 8 * PIECE);
            Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(AttachmentCalls.put(upload, BodyPublishers.ofInputStream(() -> body)));
                } catch (IllegalStateException e) {
                    answer.completeExceptionally(e);
                }
            });
        }

        void send(byte[] bytes, int from, int length) throws IOException {
            file.write(bytes, from, length);
            file.flush();
        }

        int finish() throws IOException {
            file.close();
            return answer.orTimeout(1, TimeUnit.MINUTES).join().statusCode();
        }
    }

    @Test
    void areStreamed() throws IOException {
        var customer = customer();
        var file = AttachmentCalls.png(4 * PIECE);
        var before = keptBytes();
        var upload = new SlowUpload(customer.startPng(file.length));
        upload.send(file, 0, 3 * PIECE);

        Awaitility.await().until(() -> keptBytes() >= before + 2 * PIECE);

        upload.send(file, 3 * PIECE, PIECE);
        assertThat(upload.finish()).isEqualTo(200);
    }

    @Test
    void areReplacedByTheNextUpload() throws IOException {
        var customer = customer();
        var file = AttachmentCalls.png(2 * PIECE);
        var started = customer.startPng(file.length);
        var before = kept();
        var stalled = new SlowUpload(started);
        stalled.send(file, 0, PIECE + PIECE / 2);
        Awaitility.await().until(() -> kept() == before + 1);

        assertThat(AttachmentCalls.put(started, file).statusCode()).isEqualTo(200);

        stalled.send(file, PIECE + PIECE / 2, PIECE / 2);
        assertThat(stalled.finish()).isEqualTo(409);
        customer.complete(started.attachmentId());
        assertThat(customer.download(started.attachmentId())).isEqualTo(file);
        sweep.run();
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void areThoseOfOneOfManyConcurrentUploads() {
        var customer = customer();
        var file = AttachmentCalls.png(2 * PIECE + 5);
        var upload = customer.startPng(file.length);
        var before = kept();

        var answers =
                ConcurrentCalls.run(8, _ -> AttachmentCalls.put(upload, file).statusCode());

        assertThat(answers).containsOnlyOnce(200).isSubsetOf(200, 403, 409);
        customer.complete(upload.attachmentId());
        assertThat(customer.download(upload.attachmentId())).isEqualTo(file);
        sweep.run();
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void areNotStoredForFilesOfAnotherSize() {
        var customer = customer();
        var file = AttachmentCalls.png(2 * PIECE);
        var before = kept();
        for (int size : new int[] {2 * PIECE - 1, 2 * PIECE + 1, PIECE, 10}) {
            for (var body : new BodyPublisher[] {
                BodyPublishers.ofByteArray(AttachmentCalls.resized(file, size)),
                BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(AttachmentCalls.resized(file, size))) // of unknown length
            }) {
                var upload = customer.startPng(file.length);

                var answer = AttachmentCalls.put(upload, body);

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
                assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
            }
        }
        sweep.run();
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void areNotStoredWhenTheClientDisconnects() throws IOException {
        var customer = customer();
        var file = AttachmentCalls.png(3 * PIECE);
        var upload = customer.startPng(file.length);
        var before = kept();
        var url = URI.create(upload.uploadMetadata().url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var head = "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(url.getPath(), file.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(file, 0, 2 * PIECE + 1);
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> kept() == before + 1);
        }

        Awaitility.await().untilAsserted(() -> {
            sweep.run();
            assertThat(kept()).isEqualTo(before);
        });
        assertThat(AttachmentCalls.put(upload, file).statusCode())
                .as("once more")
                .isEqualTo(200);
    }

    /** The database crashes between the creation of a content and its commit. */
    @Test
    void areDeletedWhenTheirTransactionIsRolledBack() {
        var customer = customer();
        var file = AttachmentCalls.png(PIECE + 1);
        var upload = customer.startPng(file.length);
        var before = kept();

        var answer = locks.holding(
                "attachment",
                "id",
                upload.attachmentId(),
                () -> AttachmentCalls.put(upload, file),
                () -> jdbc.sql("""
                                select pg_terminate_backend(pid)
                                from pg_locks
                                where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))
                                """).query(row -> {}));

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        sweep.run();
        assertThat(kept()).isEqualTo(before);
        assertThat(AttachmentCalls.put(upload, file).statusCode())
                .as("once more")
                .isEqualTo(200);
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void areDeletedWithTheirContact() {
        forgetContactsOfLongAgo();
        var chat = tenant.start(_ -> {});
        var customer = new AttachmentCalls(calls.customerOf(chat));
        var before = kept();
        customer.attach("picture.png", "image/png", AttachmentCalls.png(PIECE + 1));
        var unused = customer.startPng(5_000);
        assertThat(AttachmentCalls.put(unused, AttachmentCalls.png(5_000)).statusCode())
                .isEqualTo(200);
        assertThat(kept()).isEqualTo(before + 2);
        tenant.stop(chat.contactId());

        forgetContactsOfLongAgo();

        assertThat(kept()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from attachment where session_id = :session")
                        .param("session", UUID.fromString(chat.contactId()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void areDeletedWithTheirInstance() {
        var doomed = calls.newTenant();
        var before = kept();
        var customer = new AttachmentCalls(calls.customerOf(doomed.start(_ -> {})));
        customer.attach("picture.png", "image/png", AttachmentCalls.png(1_000));
        customer.attach("notes.txt", "text/plain", AttachmentCalls.text("notes"));
        assertThat(kept()).isEqualTo(before + 2);
        doomed.connect().deleteInstance(r -> r.instanceId(doomed.instance()));

        retention.run();
        sweep.run();

        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void areDeletedWhenNobodyCompletesThem() {
        var customer = customer();
        var before = kept();
        var upload = customer.startPng(1_000);
        assertThat(AttachmentCalls.put(upload, AttachmentCalls.png(1_000)).statusCode())
                .isEqualTo(200);
        customer.attach("picture.png", "image/png", AttachmentCalls.png(1_000));

        clock.advance(Duration.ofMinutes(59));
        sweep.run();
        assertThat(kept()).isEqualTo(before + 2);

        clock.advance(Duration.ofMinutes(2));
        sweep.run();
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void areDeletedOnceByConcurrentSweeps() {
        var customer = customer();
        var before = kept();
        for (int i = 0; i < 30; i++) {
            assertThat(AttachmentCalls.put(customer.startPng(200), AttachmentCalls.png(200))
                            .statusCode())
                    .isEqualTo(200);
        }
        clock.advance(Duration.ofHours(2));

        ConcurrentCalls.run(4, _ -> {
            sweep.run();
            return true;
        });

        // Contents that one run skipped were locked and deleted by another run.
        assertThat(kept()).isEqualTo(before);
    }
}
