package io.recontact.database;

import io.recontact.testing.Node;
import io.recontact.testing.Service;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** A node that is replaced when it is killed. */
final class RestartedNode implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RestartedNode.class);

    /** A node and the clients of both of its services. */
    record Ends(Node node, ConnectClient connect, ConnectParticipantClient participants) {}

    private final EmbeddedDatabase database;
    volatile @Nullable Ends ends;
    private volatile boolean isClosed;
    private Thread starting;

    RestartedNode(EmbeddedDatabase database) {
        this.database = database;
        this.starting = Thread.ofVirtual().start(this::start);
    }

    private void start() {
        while (!isClosed && ends == null) {
            try {
                var node = Node.on(
                        database.getJdbcUrl(),
                        database.getUsername(),
                        database.getPassword(),
                        // A quarter of the chats remains active.
                        "--recontact.limits.active-chats=100000");
                ends = new Ends(
                        node,
                        Service.client(node.endpoint(), Clock.systemUTC(), Service.KEY_ID, Service.KEY_SECRET),
                        node.participants());
            } catch (IllegalStateException e) {
                // Its database was killed during the start: the node ends, and starts again.
                log.info(
                        "A start has failed: {}",
                        String.valueOf(e.getMessage())
                                .lines()
                                .filter(line -> line.contains("Caused by"))
                                .toList());
            }
        }
    }

    boolean isUp() {
        return ends != null;
    }

    void kill() {
        var killed = ends;
        ends = null;
        if (killed != null) {
            killed.node().kill();
            starting = Thread.ofVirtual().start(this::start);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            starting.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // and what starts ends with its database
        }
        if (ends != null) {
            ends.node().close();
        }
    }
}
