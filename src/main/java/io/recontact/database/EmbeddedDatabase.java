package io.recontact.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL server of our own that runs from the data folder. As the bean that tells the DataSource its address, it
 * is started before and stopped after whatever uses the database.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String DATABASE = "recontact";
    private static final String SUPERUSER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60); // crash recovery comes first
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final DataFolderLock lock;
    private final Leftovers leftovers;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(Cluster cluster, DataFolderLock lock, Leftovers leftovers, EmbeddedPostgres server) {
        this.cluster = cluster;
        this.lock = lock;
        this.leftovers = leftovers;
        this.server = server;
    }

    /** Starts the server in a folder that is ours; the lock on it is given back when the server has stopped. */
    static EmbeddedDatabase start(Cluster cluster, DataFolderLock lock) {
        var leftovers = new Leftovers(cluster.directory());
        try {
            leftovers.end();
            cluster.prepare();
            var database = new EmbeddedDatabase(cluster, lock, leftovers, launch(cluster));
            database.verify();
            cluster.markInitialized();
            return database;
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) { // the error: binaries not unpacked
            var refusal = new RefusedStartException(
                    "The embedded PostgreSQL did not start (%s); see %s".formatted(e.getMessage(), cluster.log()), e);
            abandon(leftovers, lock, refusal);
            throw refusal;
        }
    }

    private static EmbeddedPostgres launch(Cluster cluster) throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(cluster.log().toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster.directory())
                .setOverrideWorkingDirectory(cluster.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would race with the beans that still need the database
                .setPGStartupWait(START_PATIENCE)
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                // The library trusts every local user; initdb heeds the later of two options, and these come later.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", cluster.passwordFile().toString())
                .setConnectConfig("password", cluster.password())
                // The same order and case rules on every system, whatever locales it has or LANG says.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // The library turns both off, and a power cut would then lose what has been answered.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "") // the default is /tmp, where names clash
                // Its log must not repeat rows, and with them what customers have written.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "100")
                .start();
    }

    /** The library only polls a port, so make sure that the server there is the one that was meant. */
    private void verify() throws IOException {
        var jdbc = JdbcClient.create(server.getPostgresDatabase());
        var version = setting(jdbc, "server_version");
        if (!version.startsWith(Cluster.MAJOR_VERSION + ".")) {
            throw new IllegalStateException(
                    "The binaries are of version %s instead of %s".formatted(version, Cluster.MAJOR_VERSION));
        }
        var directory = setting(jdbc, "data_directory");
        if (!Files.isSameFile(Path.of(directory), cluster.directory())) {
            throw new IllegalStateException("Port %d is served from %s".formatted(server.getPort(), directory));
        }
        if (!setting(jdbc, "fsync").equals("on")) {
            throw new IllegalStateException("The server does not sync its files");
        }
        makeDatabase(jdbc);
        log.info(
                "PostgreSQL {} listens on port {}, with its data in {}",
                version,
                server.getPort(),
                cluster.directory());
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static void makeDatabase(JdbcClient jdbc) {
        var exists = jdbc.sql("select exists (select from pg_database where datname = :name)")
                .param("name", DATABASE)
                .query(Boolean.class)
                .single();
        if (!exists) {
            jdbc.sql("create database " + DATABASE).update();
        }
    }

    private static void abandon(Leftovers leftovers, DataFolderLock lock, RefusedStartException refusal) {
        try (lock) {
            leftovers.end();
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
        return cluster.password();
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), DATABASE);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            server.close();
            // The library waits for five seconds; the last checkpoint may take longer.
            if (!leftovers.awaitEnd(STOP_PATIENCE)) {
                log.warn(
                        "PostgreSQL on {} is still busy shutting down; the next start will see to it",
                        cluster.directory());
            }
        }
    }
}
