package io.recontact.database;

import io.recontact.startup.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An embedded PostgreSQL server with its data in the data directory. As the bean with the connection details of the
 * DataSource, it starts before and stops after every user of the database. A server that dies, for example when the
 * system runs out of memory, is restarted on the same port; if that fails, the service ends. Its statements run before
 * the DataSource exists, and so without JPA.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String DATABASE = "recontact";
    static final String SUPERUSER = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60); // includes crash recovery
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    /** The maximum of restarts while the last processes of a dead server exit. */
    private static final int MAX_RESTARTS = 5;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int ANY_FREE_PORT = 0;
    private static final int PORT_LINE = 3;

    private final PostgresDataDirectory dataDirectory;
    private final DataDirectoryLock lock;
    private final OrphanedPostgresProcesses orphans;
    private final Duration startTimeout;
    private final Runnable stopService;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private EmbeddedPostgres server;

    private EmbeddedDatabase(
            PostgresDataDirectory dataDirectory,
            DataDirectoryLock lock,
            OrphanedPostgresProcesses orphans,
            Duration startTimeout,
            Runnable stopService,
            EmbeddedPostgres server) {
        this.dataDirectory = dataDirectory;
        this.lock = lock;
        this.orphans = orphans;
        this.startTimeout = startTimeout;
        this.stopService = stopService;
        this.port = server.getPort();
        this.server = server;
    }

    /**
     * Starts the server. The lock on the data directory is released when the server has stopped.
     *
     * @param stopService stops the service
     */
    static EmbeddedDatabase start(PostgresDataDirectory dataDirectory, DataDirectoryLock lock, Runnable stopService) {
        return start(dataDirectory, lock, START_TIMEOUT, stopService);
    }

    static EmbeddedDatabase start(
            PostgresDataDirectory dataDirectory, DataDirectoryLock lock, Duration startTimeout, Runnable stopService) {
        var orphans = new OrphanedPostgresProcesses(dataDirectory.directory(), dataDirectory.binaries());
        try {
            orphans.end();
            dataDirectory.prepare();
            var database = new EmbeddedDatabase(
                    dataDirectory,
                    lock,
                    orphans,
                    startTimeout,
                    stopService,
                    launch(dataDirectory, ANY_FREE_PORT, startTimeout));
            database.verify();
            dataDirectory.markInitialized();
            var postmaster = orphans.postmaster();
            Thread.ofPlatform().name("postgres-watch").daemon().start(() -> database.watch(postmaster));
            return database;
        } catch (IOException
                | RuntimeException
                | ExceptionInInitializerError e) { // the error: the binaries were not unpacked
            var refusal = new StartupException(
                    "The embedded PostgreSQL did not start (%s); see %s".formatted(e.getMessage(), dataDirectory.log()),
                    e);
            abandon(orphans, lock, refusal);
            throw refusal;
        }
    }

    private static EmbeddedPostgres launch(PostgresDataDirectory dataDirectory, int port, Duration startTimeout)
            throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(dataDirectory.log().toFile());
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(dataDirectory.directory())
                .setOverrideWorkingDirectory(dataDirectory.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would stop the server under beans that still need it
                .setPGStartupWait(startTimeout)
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                // The library trusts every local user. initdb uses the later of two options, and these come later.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", dataDirectory.passwordFile().toString())
                .setConnectConfig("password", dataDirectory.password())
                // The same sort order and case rules on every system, regardless of its locale.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // The library turns both off. A power cut would then lose acknowledged writes.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "") // the default is /tmp, where names clash
                // Its log must not contain rows, and with them what customers wrote.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "100")
                .start();
    }

    /** Polls the process: not this process but the system is the parent that learns of its end. */
    private void watch(ProcessHandle first) {
        var postmaster = first;
        try {
            while (!closing.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!OrphanedPostgresProcesses.isRunning(postmaster)) {
                    postmaster = restart(postmaster);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
        } catch (IOException | RuntimeException e) {
            log.error(
                    "The embedded PostgreSQL has died and cannot be restarted ({}), so the service stops; see {}",
                    e.getMessage(),
                    dataDirectory.log());
            stopService.run();
        }
    }

    private synchronized ProcessHandle restart(ProcessHandle dead) throws IOException {
        if (closing.getCount() == 0) {
            return dead; // it was stopped on purpose
        }
        log.error("The embedded PostgreSQL (process {}) has died and is restarted", dead.pid());
        for (int restarts = 1; ; restarts++) {
            relaunch();
            try {
                verify();
                return orphans.postmaster();
            } catch (DataAccessException e) {
                // A server listens before it finds that an exiting process of the dead one still holds its memory.
                if (restarts == MAX_RESTARTS) {
                    throw e;
                }
                log.warn("The embedded PostgreSQL ended right after its restart and is restarted once more");
            }
        }
    }

    private void relaunch() throws IOException {
        orphans.end(); // the processes of the dead server that still run
        server.close(); // releases the resources of the library
        server = launch(dataDirectory, port, startTimeout);
    }

    /** The library only polls a port. This checks that the expected server listens there. */
    private void verify() throws IOException {
        var jdbc = JdbcClient.create(server.getPostgresDatabase());
        var version = setting(jdbc, "server_version");
        if (!version.startsWith(PostgresDataDirectory.MAJOR_VERSION + ".")) {
            throw new IllegalStateException("The binaries are of version %s instead of %s"
                    .formatted(version, PostgresDataDirectory.MAJOR_VERSION));
        }
        var directory = setting(jdbc, "data_directory");
        if (!Files.isSameFile(Path.of(directory), dataDirectory.directory())) {
            throw new IllegalStateException("Port %d is served from %s".formatted(port, directory));
        }
        if (!setting(jdbc, "fsync").equals("on")) {
            throw new IllegalStateException("The server does not sync its files");
        }
        createDatabase(jdbc);
        log.info("PostgreSQL {} listens on port {}, with its data in {}", version, port, dataDirectory.directory());
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static void createDatabase(JdbcClient jdbc) {
        var exists = jdbc.sql("select exists (select from pg_database where datname = :name)")
                .param("name", DATABASE)
                .query(Boolean.class)
                .single();
        if (!exists) {
            jdbc.sql("create database " + DATABASE).update();
        }
    }

    private static void abandon(OrphanedPostgresProcesses orphans, DataDirectoryLock lock, StartupException refusal) {
        try (lock) {
            orphans.end();
        } catch (IOException | RuntimeException e) {
            refusal.addSuppressed(e);
        }
    }

    @Override
    public String getUsername() {
        return SUPERUSER;
    }

    @Override
    public String getPassword() {
        return dataDirectory.password();
    }

    @Override
    public String getJdbcUrl() {
        return url(port);
    }

    /**
     * Returns the URL of the server that another process runs on a data directory.
     *
     * @throws StartupException if it does not run
     */
    static String urlOfRunning(PostgresDataDirectory files) throws IOException {
        try {
            // The fourth line is the port: https://www.postgresql.org/docs/18/storage-file-layout.html
            var lines = Files.readAllLines(files.directory().resolve("postmaster.pid"));
            if (lines.size() > PORT_LINE) {
                return url(Integer.parseInt(lines.get(PORT_LINE)));
            }
        } catch (NoSuchFileException _) {
            // It does not run yet, or not any more.
        }
        throw new StartupException("The service on %s is starting or stopping: try again"
                .formatted(files.folder().path()));
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        stop();
    }

    private synchronized void stop() throws IOException {
        try (lock) {
            server.close();
            // The library waits five seconds, but the last checkpoint may take longer.
            if (!orphans.awaitEnd(STOP_TIMEOUT)) {
                log.warn("PostgreSQL on {} is still shutting down; the next start stops it", dataDirectory.directory());
            }
        }
    }
}
