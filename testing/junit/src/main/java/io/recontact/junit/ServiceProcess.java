package io.recontact.junit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, with an embedded database in a temporary folder. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int LINES_OF_LOG = 30;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path folder;
    private final Process process;
    private final Properties config = new Properties();

    private ServiceProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts the service on a free port and waits until it is ready.
     *
     * @throws IllegalStateException if it does not start
     */
    static ServiceProcess start(ServiceSettings settings) {
        try {
            var folder = Files.createTempDirectory("recontact-junit");
            var service = new ServiceProcess(folder, builder(settings, folder).start());
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "recontact-stop"));
            service.awaitReadiness();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the folder, since the service would read the {@code application.yml} of the tests in theirs. */
    static ProcessBuilder builder(ServiceSettings settings, Path folder) {
        var command = new ArrayList<String>();
        command.add(settings.java().toString());
        command.addAll(settings.jvmOptions());
        command.addAll(List.of("-cp", settings.jar() + File.pathSeparator + codeSource(), ServiceMain.class.getName()));
        command.addAll(List.of(
                "--server.port=0",
                "--recontact.data-dir=" + folder.resolve("data"),
                "--recontact.shutdown.drain=0s",
                "--recontact.test-controls.enabled=true"));
        command.addAll(settings.arguments());
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile());
        ServiceEnvironment.removeSettings(builder.environment());
        return builder;
    }

    private static Path codeSource() {
        try {
            return Path.of(ServiceMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // class loaders create valid URLs
        }
    }

    /** The URL of the service. */
    URI endpoint() {
        return URI.create(config.getProperty("endpoint_url"));
    }

    /** The region that it accepts signatures for. */
    String region() {
        return config.getProperty("region");
    }

    String accessKeyId() {
        return config.getProperty("aws_access_key_id");
    }

    String secretAccessKey() {
        return config.getProperty("aws_secret_access_key");
    }

    Path log() {
        return log(folder);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    private static Path log(Path folder) {
        return folder.resolve("recontact.log");
    }

    private void awaitReadiness() throws IOException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try {
            while (!isReady()) {
                if (process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("ended with exit code " + process.exitValue());
                }
                if (System.nanoTime() > deadline) {
                    throw failure("was not ready after " + START_TIMEOUT.toSeconds() + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("Interrupted while Recontact started", e);
        }
    }

    /** The service writes its endpoint and its key into a file for AWS clients, when it has a port. */
    private boolean isReady() throws InterruptedException {
        try (var file = Files.newBufferedReader(folder.resolve("data/aws-config"))) {
            config.load(file);
            if (config.getProperty("endpoint_url") == null) {
                return false;
            }
            var readiness = HttpRequest.newBuilder(endpoint().resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it has not come so far
        }
    }

    private IllegalStateException failure(String reason) throws IOException {
        var lines = Files.readAllLines(log());
        var last = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size());
        close();
        return new IllegalStateException(
                "Recontact %s. The end of its log:%n%s".formatted(reason, String.join(System.lineSeparator(), last)));
    }

    /** Stops the service and deletes its data. */
    @Override
    public void close() {
        try {
            closePipe();
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes {@link ServiceMain} end the service. */
    void closePipe() throws IOException {
        process.getOutputStream().close();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
