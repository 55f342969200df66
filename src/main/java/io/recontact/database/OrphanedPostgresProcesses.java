package io.recontact.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of a PostgreSQL server that lost its parent. Server processes survive a kill of the JVM, and some survive a
 * kill of their server. The holder of the data directory's lock knows that no service uses them.
 */
final class OrphanedPostgresProcesses {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgresProcesses.class);

    private static final List<String> PROGRAMS = List.of("postgres", "initdb", "pg_ctl");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path dataDirectory;
    private final Path binaries;
    private final Path pidFile;

    /**
     * Looks for processes of one server.
     *
     * @param dataDirectory the data directory of PostgreSQL
     * @param binaries the directory of its programs, which nothing else runs
     */
    OrphanedPostgresProcesses(Path dataDirectory, Path binaries) {
        this.dataDirectory = dataDirectory;
        this.binaries = binaries;
        this.pidFile = dataDirectory.resolve("postmaster.pid");
    }

    /** Stops them: cleanly if possible, otherwise by force. Crash recovery then repairs the data. */
    void end() throws IOException {
        for (var process : find().stream().filter(this::namesDataDirectory).toList()) {
            log.warn("Stopping orphaned server process {} on {}", process.pid(), dataDirectory);
            stop(process);
        }
        var stubborn = find().stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList();
        stubborn.forEach(ProcessHandle::destroyForcibly);
        if (!await(() -> stubborn.stream().noneMatch(OrphanedPostgresProcesses::isRunning), PATIENCE)) {
            throw new IllegalStateException("Processes left on %s do not end: %s".formatted(dataDirectory, stubborn));
        }
        // No process uses the directory now. PostgreSQL would mistake a process with the pid of a dead server for that
        // server.
        Files.deleteIfExists(pidFile);
    }

    /** Waits until no process uses the directory. Returns false after the timeout. */
    boolean awaitEnd(Duration patience) {
        return await(() -> find().isEmpty(), patience);
    }

    /** Returns the process of the server that was just started, from the pid file. */
    ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .orElseThrow(() -> new IllegalStateException("The server has ended right after its start"));
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::usesDataDirectory).toList();
    }

    private boolean usesDataDirectory(ProcessHandle process) {
        return process.info()
                .command()
                .filter(OrphanedPostgresProcesses::isServerProgram)
                // The arguments of a backend do not contain the directory, but it still uses the memory of its dead
                // server.
                .filter(command -> namesDataDirectory(process) || worksIn(process, command))
                .isPresent();
    }

    /**
     * Compares the working directory, which for every process of a server is its data directory. Where it is unknown,
     * compares the program.
     */
    private boolean worksIn(ProcessHandle process, String command) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), dataDirectory);
        } catch (IOException _) {
            return Path.of(command).startsWith(binaries); // not Linux, or the process ended in the meantime
        }
    }

    private boolean namesDataDirectory(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(dataDirectory.toString()))
                .orElseGet(() -> isInPidFile(process)); // Windows does not show the arguments
    }

    private static boolean isServerProgram(String command) {
        var name = String.valueOf(Path.of(command).getFileName());
        return PROGRAMS.stream().anyMatch(name::startsWith); // also postgres.exe, or "postgres (deleted)"
    }

    private boolean isInPidFile(ProcessHandle process) {
        try {
            var lines = Files.readAllLines(pidFile); // the pid, then the data directory
            return lines.size() > 1
                    && lines.get(0).equals(Long.toString(process.pid()))
                    && Path.of(lines.get(1)).equals(dataDirectory);
        } catch (IOException _) {
            return false; // no such file, or it was deleted in the meantime
        }
    }

    /** Stops it with a fast shutdown, because SIGTERM waits for sessions to end. */
    private void stop(ProcessHandle process) {
        var program = process.info().command().orElse("");
        if (!String.valueOf(Path.of(program).getFileName()).startsWith("postgres")) {
            return;
        }
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // pg_ctl refuses to work for root
        }
        command.add(Path.of(program).resolveSibling("pg_ctl").toString());
        command.addAll(List.of(
                "stop", "-D", dataDirectory.toString(), "-m", "fast", "-w", "-t", Long.toString(PATIENCE.toSeconds())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            log.debug("{} cannot be run, so the server is ended by force", command, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns false for a zombie that its parent does not reap: it has no program any more. */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        var start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for PostgreSQL", e);
    }
}
