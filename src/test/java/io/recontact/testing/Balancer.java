package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP load balancer like those of clouds and clusters. It checks the readiness of nodes, forwards each new connection
 * to the next ready node, and never retries.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration CHECK_EVERY = Duration.ofMillis(250);

    private final ServerSocket plug;
    private final List<URI> nodes = new CopyOnWriteArrayList<>();
    private volatile List<URI> ready = List.of();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient checks =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final ScheduledExecutorService checking = Executors.newSingleThreadScheduledExecutor();

    public Balancer() {
        try {
            plug = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
        var _ = checking.scheduleWithFixedDelay(this::check, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The address for clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + plug.getLocalPort());
    }

    /** Adds a node, from the next check on. */
    public void add(Node node) {
        nodes.add(node.endpoint());
    }

    /** Returns true if this number of nodes was ready at the last check. */
    public boolean hasReadyNodes(int number) {
        return ready.size() == number;
    }

    private void check() {
        ready = nodes.stream().filter(this::isReady).toList();
    }

    private boolean isReady(URI node) {
        var question = HttpRequest.newBuilder(node.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return checks.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept() {
        try {
            while (true) {
                var near = plug.accept();
                Thread.ofVirtual().start(() -> forward(near));
            }
        } catch (IOException _) {
            // The balancer is closed.
        }
    }

    private void forward(Socket near) {
        var candidates = ready;
        try (near;
                var far = new Socket()) {
            if (candidates.isEmpty()) {
                return;
            }
            var node = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
            far.connect(new InetSocketAddress(node.getHost(), node.getPort()));
            var back = Thread.ofVirtual().start(() -> pump(far, near));
            pump(near, far);
            back.join();
        } catch (IOException _) {
            // The client sees that its connection is closed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing remains to be closed.
        }
    }

    @Override
    public void close() {
        checking.shutdownNow();
        checks.close();
        try {
            plug.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
