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
 * Server processes that still work on a cluster although what started them is gone: they outlive a kill of the JVM, and
 * some that of their server. Whoever holds the data folder's lock knows that they are nobody's any more.
 */
final class OrphanedPostgresProcesses {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgresProcesses.class);

    private static final List<String> PROGRAMS = List.of("postgres", "initdb", "pg_ctl");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path cluster;
    private final Path binaries;
    private final Path pidFile;

    /**
     * Of a cluster and the programs that nothing else runs.
     *
     * @param cluster its directory
     * @param binaries the directory of the programs
     */
    OrphanedPostgresProcesses(Path cluster, Path binaries) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Ends them, in good order if they can and by force if not; crash recovery then does the rest. */
    void end() throws IOException {
        for (var process : find().stream().filter(this::namesCluster).toList()) {
            log.warn("Stopping server process {}, which nobody owns any more, on {}", process.pid(), cluster);
            stop(process);
        }
        var stubborn = find().stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList();
        stubborn.forEach(ProcessHandle::destroyForcibly);
        if (!await(() -> stubborn.stream().noneMatch(OrphanedPostgresProcesses::isRunning), PATIENCE)) {
            throw new IllegalStateException("Processes left on %s do not end: %s".formatted(cluster, stubborn));
        }
        // Nobody works on the cluster now; PostgreSQL would mistake a process that got a dead server's pid for it.
        Files.deleteIfExists(pidFile);
    }

    /** Waits until no process works on the cluster; false if that takes too long. */
    boolean awaitEnd(Duration patience) {
        return await(() -> find().isEmpty(), patience);
    }

    /** The process of the server that has just been started, which has written down its id. */
    ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .orElseThrow(() -> new IllegalStateException("The server has ended right after its start"));
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(this::worksOnCluster).toList();
    }

    private boolean worksOnCluster(ProcessHandle process) {
        return process.info()
                .command()
                .filter(OrphanedPostgresProcesses::isServerProgram)
                // A backend does not name its cluster, but is still attached to its memory when its server has died.
                .filter(command -> namesCluster(process) || worksIn(process, command))
                .isPresent();
    }

    /**
     * The working directory of every process of a server is its cluster; where that is not told, its program has to do.
     */
    private boolean worksIn(ProcessHandle process, String command) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (IOException _) {
            return Path.of(command).startsWith(binaries); // no Linux, or the process has ended meanwhile
        }
    }

    private boolean namesCluster(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                .orElseGet(() -> isInPidFile(process)); // Windows does not tell the arguments
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
                    && Path.of(lines.get(1)).equals(cluster);
        } catch (IOException _) {
            return false; // no such file, or it went away while we looked
        }
    }

    /** A fast shutdown, as SIGTERM would wait for sessions to leave. */
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
                "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", Long.toString(PATIENCE.toSeconds())));
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

    /** A zombie whose parent does not care counts as ended: it has no program any more. */
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
