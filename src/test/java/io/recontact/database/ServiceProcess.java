package io.recontact.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** The embedded database in its own JVM, which can be killed. */
final class ServiceProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private ServiceProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts the JVM and waits until its database accepts connections. */
    static ServiceProcess start(Path folder) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        var line = output.readLine();
        while (line != null && !line.startsWith("jdbc:")) {
            line = output.readLine();
        }
        return new ServiceProcess(process, Objects.requireNonNull(line, "it ended without a database"));
    }

    long pid() {
        return process.pid();
    }

    String url() {
        return url;
    }

    /** Kills it like {@code kill -9}; its database server survives. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    public static void main(String[] args) throws IOException {
        var folder = new DataDirectory(new DataDirectoryProperties(args[0]));
        try (var database =
                EmbeddedDatabase.start(new PostgresDataDirectory(folder), DataDirectoryLock.take(folder), () -> {})) {
            System.out.println(database.getJdbcUrl());
            System.in.readAllBytes(); // until the test lets go
        }
    }
}
