package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.Application;
import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.startup.StartupException;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The commands that back up and restore the embedded database. */
class BackupTests {

    private static final byte[] PNG = AttachmentCalls.png(700_000);
    private static final String ACCESS_KEY = "[default]\naws_access_key_id = A\n";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private static Path parent;

    /** A data directory whose service does not run, and a backup of it. */
    private static final String STOPPED = "stopped";

    private static final String BACKUP = "stopped.zip";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    @BeforeAll
    static void backUpAStoppedService() throws IOException {
        // The library unpacks its binaries once in a JVM. They must not be in a folder that goes with this class.
        TestDatabase.freshDatabaseUrl();
        var data = data(parent.resolve(STOPPED));
        try (var database = start(data)) {
            connect(database).sql("create table thing as select 'kept' as name").update();
        }
        data.writePrivately("aws-config", ACCESS_KEY);
        run("backup", parent.resolve(BACKUP), data.path());
    }

    private static DataDirectory data(Path path) {
        return new DataDirectory(new DataDirectoryProperties(path.toString()));
    }

    private static EmbeddedDatabase start(DataDirectory data) {
        return EmbeddedDatabase.start(new PostgresDataDirectory(data), DataDirectoryLock.take(data), () -> {});
    }

    private static JdbcClient connect(EmbeddedDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
    }

    /** Runs a command as an operator does. */
    private static void run(String command, Path file, Path data, String... settings) {
        var arguments = new ArrayList<>(List.of(command, file.toString(), "--recontact.data-dir=" + data));
        arguments.addAll(Arrays.asList(settings));
        Application.main(arguments.toArray(String[]::new));
    }

    private static void refuses(String reason, String command, Path file, Path data, String... settings) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> run(command, file, data, settings))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES", "FILES"})
    void keepsAllThatWasAcknowledgedBeforeItBegan(String store) throws Exception {
        var source = folder.resolve("source");
        var target = folder.resolve("target");
        var backup = folder.resolve("backup.zip");
        try (var node = Node.withItsOwnDatabase(source, store(store, "files"))) {
            var calls = new Service.Calls(node.endpoint(), Clock.systemUTC());
            var tenant = calls.newTenant();
            var past = tenant.startAndStop();
            var customer = calls.customerOf(tenant.start(_ -> {}));
            var picture = new AttachmentCalls(customer).attach("picture.png", "image/png", PNG);
            var acknowledged = new CopyOnWriteArrayList<String>();
            var isOver = new AtomicBoolean();
            var sender = Thread.ofVirtual().start(() -> {
                while (!isOver.get() && acknowledged.size() < 2_000) {
                    acknowledged.add(
                            customer.say("message " + acknowledged.size()).id());
                }
            });
            Awaitility.await().until(() -> acknowledged.size() >= 20);

            var before = List.copyOf(acknowledged);
            run("backup", backup, source, store(store, "files"));
            assertThat(acknowledged).hasSizeGreaterThan(before.size());
            isOver.set(true);
            sender.join();

            run("restore", backup, target, store(store, "restored files"));
            try (var restored = Node.withItsOwnDatabase(target, store(store, "restored files"))) {
                var returned =
                        new Participant(restored.participants(), customer.token(), customer.connectionToken(), "");
                assertThat(returned.everything().stream().map(Item::id)).containsAll(before);
                assertThat(new AttachmentCalls(returned).download(picture)).isEqualTo(PNG);
                var said = Participant.connect(restored.participants(), customer.token())
                        .say("Still here");
                assertThat(returned.everything().getLast().id()).isEqualTo(said.id());
                var restoredTenant =
                        new Service.Calls(restored.endpoint(), Clock.systemUTC()).existing(tenant.instance());
                var next = restoredTenant.start(chat -> chat.persistentChat(persistent ->
                        persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past)));
                assertThat(next.continuedFromContactId()).isEqualTo(past);
                assertThat(tenant.describe(past).id()).isEqualTo(past); // the source goes on
            } finally {
                end(target);
            }
        } finally {
            end(source);
        }
    }

    private String[] store(String store, String files) {
        return new String[] {
            "--recontact.attachments.store=" + store, "--recontact.attachments.path=" + folder.resolve(files)
        };
    }

    /** Ends the server of a killed node. */
    private static void end(Path data) throws IOException {
        var files = new PostgresDataDirectory(data(data));
        new OrphanedPostgresProcesses(files.directory(), files.binaries()).end();
    }

    @Test
    void restoresTheBackupOfAStoppedService() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(BACKUP))))
                .isEqualTo("rw-------");

        run("restore", parent.resolve(BACKUP), folder.resolve("new"));

        var data = data(folder.resolve("new"));
        assertThat(data.file("aws-config")).hasContent(ACCESS_KEY);
        try (var database = start(data)) {
            assertThat(connect(database)
                            .sql("select name from thing")
                            .query(String.class)
                            .single())
                    .isEqualTo("kept");
        }
        refuses("has a database already", "restore", parent.resolve(BACKUP), data.path());
    }

    @Test
    void movesBetweenVersionsAndFolders() throws Exception {
        var source = folder.resolve("source");
        var later = Files.createDirectory(folder.resolve("later"));
        Files.writeString(
                later.resolve("V999__later.sql"), "alter table contact add column added text default 'by a migration'");
        var laterVersion = "--spring.flyway.locations=classpath:db/migration,filesystem:" + later;
        String instance;
        String contact;
        try (var node = Node.withItsOwnDatabase(source)) {
            var tenant = new Service.Calls(node.endpoint(), Clock.systemUTC()).newTenant();
            instance = tenant.instance();
            contact = tenant.startAndStop();
            node.stop();
        } finally {
            end(source);
        }

        var copy = folder.resolve("copy");
        assertThat(new ProcessBuilder("cp", "-a", source.toString(), copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        serves(copy, instance, contact);

        var backup = folder.resolve("backup.zip");
        var migrated = folder.resolve("migrated");
        run("backup", backup, source);
        run("restore", backup, migrated);
        serves(migrated, instance, contact, laterVersion);
        try (var database = start(data(migrated))) {
            assertThat(connect(database)
                            .sql("select added from contact")
                            .query(String.class)
                            .list())
                    .containsOnly("by a migration");
        }

        var newer = folder.resolve("newer.zip");
        var older = folder.resolve("older");
        run("backup", newer, migrated);
        run("restore", newer, older);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> serves(older, instance, contact))
                .withMessageContaining("The schema of the database is not that of this version of the service")
                .withMessageContaining("999")
                .withMessageContaining("restore a backup from before");
        serves(older, instance, contact, laterVersion); // the refusal has changed nothing
    }

    private static void serves(Path data, String instance, String contact, String... settings) throws IOException {
        try (var node = Node.withItsOwnDatabase(data, settings)) {
            var tenant = new Service.Calls(node.endpoint(), Clock.systemUTC()).existing(instance);
            assertThat(tenant.describe(contact).id()).isEqualTo(contact);
            node.stop();
        } finally {
            end(data);
        }
    }

    @Test
    void leavesNothingOfADamagedBackup() throws IOException {
        var complete = Files.readAllBytes(parent.resolve(BACKUP));
        var cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(complete, complete.length / 2));
        var changed = complete.clone();
        changed[complete.length / 2] ^= 0x55;
        var flipped = Files.write(folder.resolve("flipped.zip"), changed);
        var renamed = Files.write(
                folder.resolve("renamed.zip"),
                new String(complete, StandardCharsets.ISO_8859_1)
                        .replace("postgres/pg_hba.conf", "postgres/pg_hbb.conf")
                        .getBytes(StandardCharsets.ISO_8859_1));
        var other = Files.writeString(folder.resolve("other.zip"), "no archive");
        var data = folder.resolve("data");

        refuses("is damaged", "restore", cut, data);
        refuses("", "restore", flipped, data); // the reason depends on the byte
        refuses("is damaged", "restore", renamed, data);
        refuses("not a backup", "restore", other, data);
        refuses("does not exist", "restore", folder.resolve("none.zip"), data);

        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(data.resolve("postgres-password")).doesNotExist();
        assertThat(data.resolve("postgres.initialized")).doesNotExist();
        run("restore", parent.resolve(BACKUP), data);
    }

    @Test
    void refusesWhatItCannotBackUp() {
        var stopped = parent.resolve(STOPPED);
        refuses("exists already", "backup", parent.resolve(BACKUP), stopped);
        refuses("create it", "backup", folder.resolve("no").resolve("b.zip"), stopped);
        refuses("has no database", "backup", folder.resolve("b.zip"), folder.resolve("nothing"));
        refuses(
                "use pg_dump",
                "backup",
                folder.resolve("b.zip"),
                stopped,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> Application.main(new String[] {"backup", "--recontact.data-dir=" + stopped}))
                .withMessageContaining("backup FILE");
        assertThat(folder.resolve("b.zip")).doesNotExist();
    }
}
