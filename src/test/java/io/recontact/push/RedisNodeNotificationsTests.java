package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;

/** Notifications by a real Redis between this node and one in another process, both without polls. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisNodeNotificationsTests {

    private static final int PORT = freePort();
    private static final RedisServer REDIS = start();
    private static final TcpProxy PROXY = new TcpProxy("127.0.0.1", PORT);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final Environment environment;

    RedisNodeNotificationsTests(Service.Calls calls, Environment environment) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.environment = environment;
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("recontact.delivery.wake-up", () -> "redis");
        registry.add("recontact.delivery.poll-every", () -> "1d");
        registry.add("spring.data.redis.url", () -> "redis://127.0.0.1:" + PROXY.port());
    }

    @AfterAll
    static void stop() throws IOException {
        PROXY.close();
        REDIS.stop();
    }

    @Test
    void reachOtherNodesBeforeAndAfterAnOutage() {
        var chat = tenant.start(_ -> {});
        var here = calls.customerOf(chat);
        try (var other = Node.beside(
                        environment,
                        "--recontact.delivery.wake-up=redis",
                        "--recontact.delivery.poll-every=1d",
                        "--spring.data.redis.url=redis://127.0.0.1:" + PORT);
                var hears = Participant.connect(other.participants(), chat.participantToken())
                        .subscribe()) {
            here.say("one");
            hears.awaitMessage("one");
            here.event("typing");
            hears.awaitEvent("typing");

            PROXY.disconnect();
            here.say("while it is away");
            PROXY.reconnect();
            // A node that reconnects reads what it missed.
            hears.awaitMessage("while it is away");

            here.say("two");
            hears.awaitMessage("two");
            Awaitility.await().until(() -> hears.messages().size() == 3);
            assertThat(hears.messages()).containsExactly("one", "while it is away", "two");
        }
    }

    private static RedisServer start() {
        try {
            var server = RedisServer.newRedisServer()
                    .port(PORT)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
