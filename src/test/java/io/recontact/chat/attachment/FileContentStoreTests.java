package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.retention.Retention;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The content store in files. */
@ServiceTest
class FileContentStoreTests extends AttachmentContentContract {

    private static final Path root = newFolder();

    private final Service.Calls calls;
    private final ExpiredAttachmentSweep sweep;
    private final JdbcClient jdbc;

    FileContentStoreTests(
            Service.Calls calls,
            ExpiredAttachmentSweep sweep,
            Retention retention,
            MutableClock clock,
            RowLocks locks,
            JdbcClient jdbc) {
        super(calls, sweep, retention, clock, locks, jdbc);
        this.calls = calls;
        this.sweep = sweep;
        this.jdbc = jdbc;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("attachments").resolve("new");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void keepFiles(DynamicPropertyRegistry properties) {
        properties.add("recontact.attachments.store", () -> "FILES");
        properties.add("recontact.attachments.path", root::toString);
    }

    @AfterAll
    static void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(root.getParent());
    }

    private static List<Path> files() {
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    long kept() {
        return files().size();
    }

    @Override
    long keptBytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** A crash after a file is recorded and before it is created, or after it is deleted and before its record is. */
    @Test
    void areForgottenWhenTheFileIsMissing() {
        var id = UUID.randomUUID();
        jdbc.sql("insert into discarded_content (content_id) values (:id)")
                .param("id", id)
                .update();

        sweep.run();

        assertThat(jdbc.sql("select count(*) from discarded_content where content_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void areReadableByTheirOwnerOnly() {
        var customer = new AttachmentCalls(calls.customerOf(calls.newTenant().start(_ -> {})));
        customer.attach("notes.txt", "text/plain", AttachmentCalls.text("notes"));
        assertThat(files()).isNotEmpty().allSatisfy(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file.getFileName().toString()).doesNotContain("notes");
        });
    }
}
