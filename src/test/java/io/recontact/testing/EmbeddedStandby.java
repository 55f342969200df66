package io.recontact.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * An embedded primary, and a standby that follows it by streaming replication. The standby can lag, stop and be
 * promoted. The service's user is an ordinary owner of its database.
 */
public final class EmbeddedStandby implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DATABASE = "recontact";

    private final Path folder;
    private final int primaryPort = freePort();
    private final int standbyPort = freePort();
    private @Nullable EmbeddedPostgres primary;
    private @Nullable EmbeddedPostgres standby;

    private EmbeddedStandby() {
        try {
            // The library unpacks its binaries once in a JVM. They must not be in a folder that goes with this object.
            TestDatabase.freshDatabaseUrl();
            folder = Files.createTempDirectory("embedded-standby");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts both servers. */
    public static EmbeddedStandby start() {
        var servers = new EmbeddedStandby();
        try {
            servers.startPrimary();
            servers.execute(servers.primaryPort, "create role %1$s login password '%1$s'".formatted(DATABASE));
            servers.execute(servers.primaryPort, "create database %1$s owner %1$s".formatted(DATABASE));
            servers.stopPrimary();
            // A copy of a stopped server needs no backup.
            servers.copy();
            servers.startPrimary();
            servers.startStandby();
        } catch (IOException | InterruptedException e) {
            servers.close();
            throw new IllegalStateException(e);
        }
        return servers;
    }

    private void copy() throws IOException, InterruptedException {
        var copy = new ProcessBuilder(
                        "cp",
                        "-a",
                        folder.resolve("primary").toString(),
                        folder.resolve("standby").toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("The primary was not copied");
        }
        markAsStandby("standby");
        Files.writeString(
                folder.resolve("standby/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(primaryPort),
                StandardOpenOption.APPEND);
    }

    private void markAsStandby(String name) throws IOException {
        Files.createFile(folder.resolve(name).resolve("standby.signal"));
    }

    private static EmbeddedPostgres start(Path directory, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory.toFile())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(@Nullable EmbeddedPostgres server) {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts the primary again. */
    public void startPrimary() {
        primary = start(folder.resolve("primary"), primaryPort);
    }

    /** Stops the primary. */
    public void stopPrimary() {
        stop(primary);
        primary = null;
    }

    /** Starts the primary as a standby that follows nobody, as a server that a failover has left behind. */
    public void restartPrimaryAsStandby() {
        stopPrimary();
        try {
            markAsStandby("primary");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startPrimary();
    }

    /** Starts the standby again. */
    public void startStandby() {
        standby = start(folder.resolve("standby"), standbyPort);
    }

    /** Stops the standby. */
    public void stopStandby() {
        stop(standby);
        standby = null;
    }

    /** Makes the standby a primary, which knows nothing of the other one. */
    public void promoteStandby() {
        value(standbyPort, "select pg_promote(true, %d)".formatted(PATIENCE.toSeconds()));
    }

    /** Lets the standby apply nothing until {@link #resumeReplay}. */
    public void pauseReplay() {
        value(standbyPort, "select cast(pg_wal_replay_pause() as text)");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "paused".equals(value(standbyPort, "select pg_get_wal_replay_pause_state()")));
    }

    /** Lets the standby apply everything. */
    public void resumeReplay() {
        value(standbyPort, "select cast(pg_wal_replay_resume() as text)");
    }

    /** Tells whether the standby waits for the time at which it may apply a commit. */
    public boolean isDelaying() {
        return "1"
                .equals(value(
                        standbyPort,
                        "select cast(count(*) as text) from pg_stat_activity where wait_event = 'RecoveryApplyDelay'"));
    }

    /** Changes a setting of the standby. */
    public void setOnStandby(String name, String value) {
        set(standbyPort, name, value);
    }

    /** Changes a setting of the primary. */
    public void setOnPrimary(String name, String value) {
        set(primaryPort, name, value);
    }

    /** Waits until the standby has applied all that the primary has written. */
    public void awaitReplay() {
        // Its commit flushes all that was written before.
        value(primaryPort, "select cast(pg_logical_emit_message(true, 'test', '') as text)");
        var written = value(primaryPort, "select cast(pg_current_wal_flush_lsn() as text)");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "true"
                        .equals(value(
                                standbyPort,
                                "select cast(pg_last_wal_replay_lsn() >= '%s' as text)".formatted(written))));
    }

    private void set(int port, String name, String value) {
        execute(port, "alter system set %s = '%s'".formatted(name, value));
        value(port, "select pg_reload_conf()");
    }

    /** The JDBC URL of the primary. */
    public String primaryUrl() {
        return url(primaryPort, DATABASE);
    }

    /** The JDBC URL of the standby. */
    public String standbyUrl() {
        return url(standbyPort, DATABASE);
    }

    /** The owner of the database, who has no other rights. */
    public String username() {
        return DATABASE;
    }

    /** The password of the owner. */
    public String password() {
        return DATABASE;
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static JdbcClient superuser(int port) {
        return JdbcClient.create(new DriverManagerDataSource(url(port, "postgres"), "postgres", ""));
    }

    private void execute(int port, String statement) {
        superuser(port).sql(statement).update();
    }

    private static @Nullable Object value(int port, String query) {
        return superuser(port).sql(query).query().singleColumn().getFirst();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop(standby);
        stop(primary);
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
