package io.recontact.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import redis.embedded.RedisServer;

/** A Redis that carries the notifications between nodes. */
final class ClusterRedis implements AutoCloseable {

    private static final String CHANNEL = "recontact";
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final String host;
    private final int port;
    private final RedisServer server;
    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    /** Starts a server at an address of this machine. */
    ClusterRedis(String host) throws IOException {
        this.host = host;
        this.port = freePort();
        this.server = RedisServer.newRedisServer()
                .port(port)
                .bind(host)
                .setting("protected-mode no")
                .setting("save \"\"")
                .build();
        server.start();
        this.client = RedisClient.create(url());
        this.commands = client.connect().sync();
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://%s:%d".formatted(host, port);
    }

    /** Waits until this number of nodes listens. */
    void awaitListeners(int nodes) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> commands.pubsubNumsub(CHANNEL).get(CHANNEL), count -> count == nodes);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.stop();
    }
}
