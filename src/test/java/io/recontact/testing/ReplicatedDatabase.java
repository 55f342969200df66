package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL primary and a standby that replicates synchronously: an acknowledged commit is on both. The primary can
 * be killed, the standby promoted, and the killed server made the new standby, any number of times. The service's user
 * is an ordinary owner of its database.
 */
public final class ReplicatedDatabase implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql/15/bin");
    private static final List<String> PROGRAMS = List.of("initdb", "postgres", "pg_basebackup");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final String addresses;
    private final Thread atExit = new Thread(this::killAll);
    private PostgresServer primary;
    private PostgresServer standby;

    private ReplicatedDatabase(Path binaries) {
        folder = createFolder();
        primary = new PostgresServer(binaries, folder, "a");
        standby = new PostgresServer(binaries, folder, "b");
        addresses = primary.address() + "," + standby.address();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts both servers from the programs of Debian's package. */
    public static ReplicatedDatabase start() {
        return start(DEBIAN);
    }

    /**
     * Starts both servers.
     *
     * @param binaries the folder of the programs of PostgreSQL
     * @throws IllegalStateException if a program is missing
     */
    public static ReplicatedDatabase start(Path binaries) {
        for (var program : PROGRAMS) {
            if (!Files.isExecutable(binaries.resolve(program))) {
                throw new IllegalStateException(
                        "%s has no %s: install Debian's package postgresql-15".formatted(binaries, program));
            }
        }
        var database = new ReplicatedDatabase(binaries);
        try {
            database.initialize();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void initialize() {
        primary.initialize();
        primary.start();
        primary.execute("create role recontact login password 'recontact'");
        primary.execute("create database recontact owner recontact");
        addStandby();
    }

    /** The URL with both servers, of which clients choose the primary. */
    public String url() {
        return "jdbc:postgresql://%s/recontact?targetServerType=primary".formatted(addresses);
    }

    /** The hosts and ports of both servers, separated by a comma, in an order that stays. */
    public String addresses() {
        return addresses;
    }

    /** The URL of the server that is the primary now, or was the last one. */
    public String primaryUrl() {
        return primary.url("recontact");
    }

    /** The URL of the server that is the standby now. */
    public String standbyUrl() {
        return standby.url("recontact");
    }

    /** The owner of the database, who has no other rights. */
    public String username() {
        return "recontact";
    }

    public String password() {
        return "recontact";
    }

    /** Kills all processes of the primary. Clients find no primary until {@link #promoteStandby}. */
    public void killPrimary() {
        primary.kill();
    }

    /**
     * Stops the processes of the primary and keeps their connections, like a server that hangs. {@link #addStandby}
     * kills it.
     */
    public void freezePrimary() {
        primary.freeze();
    }

    /**
     * Makes the standby the primary, and waits until it accepts writes. It replicates to nobody until
     * {@link #addStandby}.
     */
    public void promoteStandby() {
        standby.configure("synchronous_standby_names", "");
        if (!Boolean.TRUE.equals(standby.value("select pg_promote(true, %d)".formatted(PATIENCE.toSeconds())))) {
            throw new IllegalStateException("The standby did not become a primary");
        }
        var promoted = standby;
        standby = primary;
        primary = promoted;
    }

    /** Makes the server that is not the primary a new standby, and waits until commits wait for it. */
    public void addStandby() {
        standby.kill();
        standby.copy(primary);
        standby.start();
        primary.configure("synchronous_standby_names", "*");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "sync".equals(primary.value("select sync_state from pg_stat_replication")));
    }

    /** Kills the standby, so that commits of the primary wait for another one. */
    public void killStandby() {
        standby.kill();
    }

    /** Lets the standby apply what it has received only after a delay. Commits wait for its receipt only. */
    public void delayReplay(Duration delay) {
        standby.configure("recovery_min_apply_delay", delay.toMillis() + " ms");
    }

    /** Lets the standby apply nothing until {@link #resumeReplay}. */
    public void pauseReplay() {
        standby.value("select 1 from (select pg_wal_replay_pause()) paused");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "paused".equals(standby.value("select pg_get_wal_replay_pause_state()")));
    }

    /** Lets the standby apply everything. */
    public void resumeReplay() {
        standby.value("select 1 from (select pg_wal_replay_resume()) resumed");
    }

    /** Creates a folder for the user that runs the servers. */
    static Path createFolder() {
        try {
            var folder = Files.createTempDirectory("replicated-database");
            if (PostgresServer.isRoot()) {
                var users = folder.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(folder, users.lookupPrincipalByName("postgres"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killAll() {
        primary.kill();
        standby.kill();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        killAll();
        delete(folder);
    }

    static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
