package io.recontact.testing;

import io.recontact.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** Another node on the same database, in its own JVM, which can be killed. */
public final class Node implements AutoCloseable {

    private final Process process;
    private final URI endpoint;
    private final ConnectParticipantClient participants;

    private Node(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.participants = Service.participantClient(endpoint);
    }

    /** Creates the cache for the start of nodes, for tests that measure the time of a start. */
    public static void prepare() {
        NodeStart.command();
    }

    /** Starts a node beside the service of a test, and waits until it is ready. */
    public static Node beside(Environment environment, String... settings) {
        return on(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"),
                settings);
    }

    /** Starts a node on a database, and waits until it is ready. */
    public static Node on(String url, String username, String password, String... settings) {
        var all = settings(url, username, password);
        all.addAll(Arrays.asList(settings));
        return start(all);
    }

    /**
     * Starts a node on a database in a network namespace, and waits until it is ready.
     *
     * @param address where others reach the namespace
     */
    public static Node inNamespace(
            String namespace, String address, String url, String username, String password, String... settings) {
        var all = settings(url, username, password);
        all.add("--server.address=" + address);
        all.addAll(Arrays.asList(settings));
        return start(List.of("ip", "netns", "exec", namespace), address, all);
    }

    /** The settings of a node on a database, with a port of its own and the access key of the tests. */
    static List<String> settings(String url, String username, String password) {
        var all = settings();
        all.addAll(List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + username,
                "--spring.datasource.password=" + password));
        return all;
    }

    private static List<String> settings() {
        return new ArrayList<>(List.of(
                "--server.port=0",
                "--recontact.console.administrator=",
                "--recontact.access-keys[0].id=" + Service.KEY_ID,
                "--recontact.access-keys[0].secret=" + Service.KEY_SECRET));
    }

    /**
     * Starts a node in this JVM, for tests that look inside it or that stop it in order.
     *
     * @param settings the settings of the node besides those of the test's database and access key
     */
    public static ConfigurableApplicationContext inThisJvm(Environment environment, List<String> settings) {
        var all = settings(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        settings.forEach(setting -> all.add("--" + setting));
        return new SpringApplicationBuilder(Application.class).run(all.toArray(String[]::new));
    }

    /** The URL of a node in this JVM. */
    public static URI endpointOf(ConfigurableApplicationContext node) {
        return URI.create("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port"));
    }

    /** Starts a node with its embedded database, and waits until it is ready. */
    public static Node withItsOwnDatabase(Path folder, String... settings) {
        var all = settings();
        all.add("--recontact.data-dir=" + folder);
        all.addAll(Arrays.asList(settings));
        return start(all);
    }

    /**
     * Starts a command in its own JVM, on the database of a test. Its output goes to a file.
     *
     * @param arguments the command and its arguments
     */
    public static Process command(Environment environment, Path output, String... arguments) {
        var all = new ArrayList<>(NodeStart.command());
        all.addAll(Arrays.asList(arguments));
        all.addAll(settings(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password")));
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Node start(List<String> settings) {
        return start(List.of(), "127.0.0.1", settings);
    }

    private static Node start(List<String> prefix, String address, List<String> settings) {
        var command = new ArrayList<>(prefix);
        command.addAll(NodeStart.command());
        command.addAll(settings);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new Node(process, URI.create("http://" + address + ":" + portOf(process)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String portOf(Process process) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        var told = new StringBuilder();
        var port = "";
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            told.append(line).append('\n');
            var listens = line.indexOf("Tomcat started on port ");
            if (listens >= 0) {
                port = line.substring(listens).split(" ", -1)[4];
            }
            // Tomcat listens some time before the last beans are there.
            if (line.contains("Started Application in ")) {
                // Further output must not fill the pipe.
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return port;
            }
        }
        throw new IllegalStateException("The node has not started:\n" + told);
    }

    /** A client of its participant service. */
    public ConnectParticipantClient participants() {
        return participants;
    }

    /** The URL of the node. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns true unless the process has ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it like {@code kill -9}. */
    public void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Sends the signal of an operator who stops it, and does not wait. */
    public void askToStop() {
        process.toHandle().destroy(); // unlike process.destroy(), does not close its output
    }

    /** Stops it like an operator, and waits until it has ended. */
    public void stop() {
        askToStop();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Gets one of its paths, for health and metrics. */
    public String get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(endpoint.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        participants.close();
        kill();
    }
}
