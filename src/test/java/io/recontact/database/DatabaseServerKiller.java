package io.recontact.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;

/** Kills processes of an embedded PostgreSQL, like {@code kill -9}. */
record DatabaseServerKiller(PostgresDataDirectory dataDirectory, Random random, Duration backWithin) {

    void kill() {
        postmaster().destroyForcibly();
    }

    /** Kills a database session of a node; PostgreSQL then ends all others too, and recovers. */
    void killASession() {
        var backends = Awaitility.await()
                .atMost(backWithin)
                .until(
                        () -> postmaster()
                                .children()
                                .filter(process -> commandLine(process).contains("recontact 127.0.0.1"))
                                .toList(),
                        found -> !found.isEmpty());
        backends.get(random.nextInt(backends.size())).destroyForcibly();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException _) {
            return ""; // it has ended
        }
    }

    /** The process of the database server, which may still be starting. */
    private ProcessHandle postmaster() {
        var pidFile = dataDirectory.directory().resolve("postmaster.pid");
        return Awaitility.await()
                .atMost(backWithin)
                .ignoreExceptions()
                .until(
                        () -> ProcessHandle.of(Long.parseLong(
                                        Files.readAllLines(pidFile).getFirst()))
                                .filter(OrphanedPostgresProcesses::isRunning)
                                .orElse(null),
                        process -> process != null);
    }
}
