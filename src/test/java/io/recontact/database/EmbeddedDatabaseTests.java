package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.startup.StartupException;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Most tests start the server in one folder, one after the other, because unpacking and initdb take seconds. */
class EmbeddedDatabaseTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private static Path parent;

    private final DataDirectory folder = new DataDirectory(
            new DataDirectoryProperties(parent.resolve("data of ours").toString()));

    @Test
    void keepsRowsOverARestart() throws IOException {
        try (var database = start()) {
            writeARow(connect(database));
        }
        assertThat(cluster().directory().resolve("postmaster.pid")).doesNotExist();

        try (var database = start()) {
            assertThat(row(connect(database))).isEqualTo("kept");
        }
    }

    @Test
    void recreatesAnIncompleteDatabase() throws IOException {
        var other = new DataDirectory(
                new DataDirectoryProperties(parent.resolve("half").toString()));
        var halfMade = Files.createDirectory(new PostgresDataDirectory(other).directory());
        Files.writeString(halfMade.resolve("PG_VERSION"), "18\n");
        Files.writeString(halfMade.resolve("postgresql.conf"), "# the kill came here");

        try (var database = start(other)) {
            assertThat(setting(connect(database), "data_directory")).isEqualTo(halfMade.toString());
        }
    }

    @Test
    void ignoresAReusedPidOfADeadServer() throws IOException {
        start().close();
        Files.write(
                cluster().directory().resolve("postmaster.pid"),
                List.of(
                        Long.toString(ProcessHandle.current().pid()),
                        cluster().directory().toString()));

        try (var database = start()) {
            assertThat(setting(connect(database), "fsync")).isEqualTo("on");
        }
    }

    @Test
    void replacesTheServerOfAKilledService() throws Exception {
        var killed = ServiceProcess.start(folder.path());
        writeARow(connect(killed.url(), cluster().password()));
        killed.kill();

        try (var database = start()) {
            assertThat(row(connect(database))).isEqualTo("kept");
            assertThatExceptionOfType(SQLException.class) // the server was replaced
                    .isThrownBy(() ->
                            DriverManager.getConnection(killed.url(), database.getUsername(), database.getPassword()));
        }
    }

    @Test
    void restartsAKilledServerAtTheSameAddress() throws IOException {
        try (var database = start()) {
            var jdbc = connect(database);
            writeARow(jdbc);
            for (int i = 0; i < 2; i++) {
                // A busy backend does not notice the death of its server, and keeps the shared memory.
                var busy = Executors.newVirtualThreadPerTaskExecutor();
                var query = busy.submit(() -> jdbc.sql("select count(*) from generate_series(1, 10000000000)")
                        .query(Long.class)
                        .single());
                Awaitility.await()
                        .until(() -> jdbc.sql(
                                        "select count(*) from pg_stat_activity where query like '%generate_series%' and state = 'active' and pid <> pg_backend_pid()")
                                .query(Integer.class)
                                .single()
                                .equals(1));
                expectKilled(postmaster(cluster()));

                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> row(jdbc), "kept"::equals);
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(query::get);
                busy.close();
            }
        }
        assertThat(cluster().directory().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void theServiceRecoversFromAKilledDatabase() throws IOException {
        var other = new DataDirectory(
                new DataDirectoryProperties(parent.resolve("of a service").toString()));
        try (var node = Node.withItsOwnDatabase(other.path())) {
            var calls = new Service.Calls(node.endpoint(), Clock.systemUTC());
            var tenant = calls.newTenant();
            var contact = tenant.start();
            expectKilled(postmaster(new PostgresDataDirectory(other)));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> tenant.describe(contact).id(), contact::equals);
            tenant.stop(contact);
        } finally {
            new OrphanedPostgresProcesses(
                            new PostgresDataDirectory(other).directory(), new PostgresDataDirectory(other).binaries())
                    .end(); // the node was killed
        }
    }

    @Test
    void endsTheServiceWhenItsServerCannotBeRestarted() throws IOException {
        // The library never releases a folder after a failed start, so this test needs a folder of its own.
        var other = new DataDirectory(
                new DataDirectoryProperties(parent.resolve("broken").toString()));
        var dataDirectory = new PostgresDataDirectory(other);
        var isEnded = new AtomicBoolean();
        try (var _ = EmbeddedDatabase.start(
                dataDirectory, DataDirectoryLock.take(other), Duration.ofSeconds(5), () -> isEnded.set(true))) {
            Files.writeString(dataDirectory.directory().resolve("postgresql.auto.conf"), "no_such_setting = 1");
            expectKilled(postmaster(dataDirectory));

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilTrue(isEnded);
        }
    }

    private static ProcessHandle postmaster(PostgresDataDirectory dataDirectory) throws IOException {
        var pid = Files.readAllLines(dataDirectory.directory().resolve("postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void expectKilled(ProcessHandle process) {
        assertThat(process.destroyForcibly()).isTrue();
    }

    @Test
    void refusesADataDirectoryInUse() throws IOException {
        try (var other = ServiceProcess.start(folder.path())) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(this::start)
                    .withMessage(
                            "The data directory %s is in use by process %d: stop that process, or set RECONTACT_DATA_DIR to another directory",
                            folder.path(), other.pid());
        }
    }

    /** These tests only read, so one server is enough. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhileItRuns {

        private final EmbeddedDatabase database = start();

        @AfterAll
        void stop() throws IOException {
            database.close();
        }

        @Test
        void isDurable() {
            var jdbc = connect(database);

            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes"))
                    .allSatisfy(name -> assertThat(setting(jdbc, name)).isEqualTo("on"));
        }

        @Test
        void sortsTextAlikeOnAllSystems() {
            var locale = connect(database)
                    .sql(
                            "select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()")
                    .query(String.class)
                    .single();

            assertThat(locale).isEqualTo("b C.UTF-8"); // b: builtin
        }

        @Test
        void refusesConnectionsWithoutThePassword() {
            for (var wrong : List.of("", "postgres")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() ->
                                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), wrong));
            }
            assertThat(cluster().directory().resolve("pg_hba.conf"))
                    .content()
                    .containsPattern("(?m)^host .*scram-sha-256$")
                    .doesNotContainPattern("(?m)^[^#].*trust$");
        }

        @Test
        void listensOnLoopbackOnly() {
            var jdbc = connect(database);

            assertThat(setting(jdbc, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(jdbc, "unix_socket_directories")).isEmpty();
        }
    }

    private EmbeddedDatabase start() {
        return start(folder);
    }

    private static EmbeddedDatabase start(DataDirectory folder) {
        return EmbeddedDatabase.start(new PostgresDataDirectory(folder), DataDirectoryLock.take(folder), () -> {});
    }

    private PostgresDataDirectory cluster() {
        return new PostgresDataDirectory(folder);
    }

    private static JdbcClient connect(EmbeddedDatabase database) {
        return connect(database.getJdbcUrl(), database.getPassword());
    }

    private static JdbcClient connect(String url, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, "postgres", password));
    }

    private static void writeARow(JdbcClient jdbc) {
        jdbc.sql("drop table if exists thing").update();
        jdbc.sql("create table thing as select 'kept' as name").update();
    }

    private static String row(JdbcClient jdbc) {
        return jdbc.sql("select name from thing").query(String.class).single();
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }
}
