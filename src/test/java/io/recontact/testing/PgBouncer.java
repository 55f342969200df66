package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** PgBouncer, of Debian's package, before a new database of the tests. It accepts any user and password. */
public final class PgBouncer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Path folder;
    private final Process process;
    private final String url;

    private PgBouncer(Path folder, Process process, String url) {
        this.folder = folder;
        this.process = process;
        this.url = url;
    }

    /** Starts it with a {@code pool_mode}. */
    public static PgBouncer start(String mode) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("There is no %s: install Debian's package pgbouncer".formatted(PROGRAM));
        }
        var database = URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));
        var name = database.getPath().substring(1);
        var port = PostgresServer.freePort();
        var configuration = List.of(
                "[databases]",
                "%s = host=%s port=%d user=%s password=%s"
                        .formatted(
                                name,
                                database.getHost(),
                                database.getPort(),
                                TestDatabase.username(),
                                TestDatabase.password()),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = any",
                "default_pool_size = 40",
                "pool_mode = " + mode);
        try {
            // Another user may have to read it.
            var folder = Files.createTempDirectory(
                    "pgbouncer", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            var file = Files.write(folder.resolve("pgbouncer.ini"), configuration);
            var command = new ArrayList<>(PostgresServer.asOrdinaryUser());
            command.addAll(List.of(PROGRAM.toString(), file.toString()));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
            var pooler = new PgBouncer(folder, process, url);
            Awaitility.await().ignoreExceptions().until(() -> isListening(port));
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListening(int port) throws IOException {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        }
    }

    /** The URL of its database. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
