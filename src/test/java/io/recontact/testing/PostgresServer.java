package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL server as processes of their own, from the programs of a folder, which can be killed and replaced. */
final class PostgresServer {

    static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path binaries;
    private final Path directory;
    private final Path log;
    private final int port = freePort();
    private @Nullable Process process;

    PostgresServer(Path binaries, Path folder, String name) {
        this.binaries = binaries;
        this.directory = folder.resolve(name);
        this.log = folder.resolve(name + ".log");
    }

    /** Creates its data, for a primary. */
    void initialize() {
        run(
                "initdb",
                "--pgdata=" + directory,
                "--username=" + SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
    }

    /** Replaces its data by a copy of a running server's, for a standby of that. */
    void copy(PostgresServer primary) {
        run("rm", "-rf", directory.toString());
        run(
                "pg_basebackup",
                "--pgdata=" + directory,
                "--dbname=" + primary.conninfo(),
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
    }

    /** Starts it, and waits until it accepts connections. */
    void start() {
        // The kernel keeps what a killed process has written, so fsync would only cost time.
        var command = command("postgres", "-D", directory.toString(), "-p", Integer.toString(port));
        for (var setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "dynamic_shared_memory_type=mmap",
                "fsync=off",
                "max_connections=200",
                "wal_keep_size=256MB")) {
            command.addAll(List.of("-c", setting));
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> value("select 1") != null);
    }

    /** Kills all its processes like {@code kill -9}. */
    void kill() {
        if (process == null) {
            return;
        }
        killTree(process.toHandle());
        process = null;
    }

    static void killTree(ProcessHandle parent) {
        var all = Stream.concat(parent.descendants(), Stream.of(parent)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // A zombie, which nobody reaps, has no program any more.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> all.stream()
                        .noneMatch(
                                each -> each.isAlive() && each.info().command().isPresent()));
    }

    /** Stops its processes and keeps their connections: clients get neither answers nor errors. */
    void freeze() {
        var command = new ArrayList<>(List.of("kill", "-STOP"));
        var postmaster = Objects.requireNonNull(process).toHandle();
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        run(command);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String url(String database) {
        return "jdbc:postgresql://%s/%s".formatted(address(), database);
    }

    /** Executes a statement as the superuser. */
    void execute(String statement) {
        jdbc().sql(statement).update();
    }

    /** Changes a setting that needs no restart. */
    void configure(String setting, String content) {
        execute("alter system set %s = '%s'".formatted(setting, content));
        value("select pg_reload_conf()");
    }

    /** Returns the one value of a query of the superuser; null without rows. */
    @Nullable Object value(String query) {
        return jdbc().sql(query).query().singleColumn().stream().findFirst().orElse(null);
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(url("postgres"), SUPERUSER, ""));
    }

    private String conninfo() {
        return "host=127.0.0.1 port=%d user=%s".formatted(port, SUPERUSER);
    }

    private void run(String program, String... arguments) {
        run(command(program, arguments));
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(command, output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Servers refuse to work for root, so they then work for the user that Debian's package creates. */
    static List<String> asOrdinaryUser() {
        return isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups") : List.of();
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(asOrdinaryUser());
        var own = binaries.resolve(program);
        command.add(Files.exists(own) ? own.toString() : program);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
