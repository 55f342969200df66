package io.recontact.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server for all tests of a JVM: the one that {@code -Drecontact.test.database-url} names, else one in a
 * container if Docker is available, else an embedded one, so that the tests need only a JDK. The first test that uses
 * it starts it; it ends with the JVM.
 */
public final class TestDatabase {

    private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);
    private static final LoggingSystem logging = LoggingSystem.get(TestDatabase.class.getClassLoader());
    private static final AtomicInteger databases = new AtomicInteger();

    /** Several JVMs may share a server that is named, and leave their databases there. */
    private static final String PREFIX =
            "test_%d_%d_".formatted(ProcessHandle.current().pid(), System.nanoTime());

    private record Server(String host, int port, String username, String password) {

        String url(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }

    /** The server starts once, with the first use of the class. */
    private static final Server server = start();

    private TestDatabase() {}

    /** The URL of a new, empty database. */
    public static String freshDatabaseUrl() {
        var name = PREFIX + databases.incrementAndGet();
        JdbcClient.create(new DriverManagerDataSource(server.url("postgres"), username(), password()))
                .sql("create database " + name)
                .update();
        return server.url(name);
    }

    public static String username() {
        return server.username();
    }

    public static String password() {
        return server.password();
    }

    private static Server start() {
        return named().or(TestDatabase::container).orElseGet(TestDatabase::embedded);
    }

    /** A server that somebody has started, of any version that the service supports. */
    private static Optional<Server> named() {
        return TestDatabaseUrl.get().map(url -> {
            var parts = Driver.parseURL(url, new Properties());
            if (parts == null || parts.getProperty("user") == null) {
                throw new IllegalArgumentException(TestDatabaseUrl.PROPERTY
                        + " is not like jdbc:postgresql://127.0.0.1:5432/?user=postgres&password=secret");
            }
            return new Server(
                    parts.getProperty("PGHOST"),
                    Integer.parseInt(parts.getProperty("PGPORT")),
                    parts.getProperty("user"),
                    parts.getProperty("password", ""));
        });
    }

    private static Optional<Server> container() {
        try {
            return dockerAnswers() ? Optional.of(startContainer()) : Optional.empty();
        } catch (RuntimeException e) {
            log.warn("Docker answers but does not run PostgreSQL, so an embedded one serves the tests", e);
            return Optional.empty();
        }
    }

    /** Docker is often absent, which Testcontainers would report as a long error. */
    private static boolean dockerAnswers() {
        logging.setLogLevel("org.testcontainers", LogLevel.OFF);
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            logging.setLogLevel("org.testcontainers", LogLevel.WARN);
        }
    }

    @SuppressWarnings("resource") // Testcontainers removes it after the JVM has ended
    private static Server startContainer() {
        var container = new PostgreSQLContainer("postgres:18-alpine")
                // The sort order and case rules of the embedded server, regardless of the image's defaults.
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C")
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "max_connections=300",
                        "-c",
                        "logging_collector=on",
                        "-c",
                        "log_line_prefix=" + ServerLog.PREFIX);
        container.start();
        return new Server(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    /** The defaults of the library suit tests: no fsync, and a temporary folder. */
    @SuppressWarnings("resource") // closed by the library's shutdown hook
    private static Server embedded() {
        logging.setLogLevel("io.zonky", LogLevel.WARN); // else every line that initdb prints
        try {
            var embedded = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setPGStartupWait(Duration.ofMinutes(1)) // a busy machine
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_line_prefix", ServerLog.PREFIX)
                    .start();
            return new Server("127.0.0.1", embedded.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
