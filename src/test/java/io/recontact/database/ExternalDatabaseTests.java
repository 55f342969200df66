package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.startup.StartupException;
import io.recontact.testing.Node;
import io.recontact.testing.TcpProxy;
import io.recontact.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ExternalDatabaseTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final URI database = URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));

    /** A complete node, with Flyway, Hibernate and the listening connection. */
    @Test
    void waitsForADatabaseThatStartsLater() {
        Node.prepare();
        try (var proxy = disconnected()) {
            var node = CompletableFuture.supplyAsync(() ->
                    Node.on(url(proxy.port(), database.getPath()), TestDatabase.username(), TestDatabase.password()));
            Awaitility.await().during(Duration.ofSeconds(8)).atMost(LONG).until(() -> !node.isDone());
            proxy.reconnect();
            try (var started =
                    node.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()) {
                Awaitility.await()
                        .atMost(LONG)
                        .until(() -> started.get("/actuator/health/readiness").contains("\"UP\""));
            }
        }
    }

    @Test
    void logsTheReasonForWaiting(CapturedOutput output) {
        try (var proxy = disconnected()) {
            var wait = CompletableFuture.runAsync(
                    () -> external(proxy.port(), database.getPath()).await());
            Awaitility.await().atMost(LONG).until(() -> output.getOut().contains("of 60 s"));
            proxy.reconnect();
            wait.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(output)
                    .contains("Waiting for the database, for 0 s of 60 s: Connection to 127.0.0.1:%d refused"
                            .formatted(proxy.port()));
        }
    }

    @Test
    void failsAfterTheTimeout() {
        try (var proxy = disconnected()) {
            var gone =
                    new ExternalDatabase(url(proxy.port(), "/x"), user(TestDatabase.password()), Duration.ofSeconds(2));
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(gone::await)
                    .withMessageStartingWith("The database did not answer within 2 s: Connection to 127.0.0.1")
                    .withMessageEndingWith("recontact.database.wait-at-start says");
        }
    }

    @Test
    void failsAtOnceOnPermanentErrors() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(
                        () -> external(database.getPort(), "/no_such_database").await())
                .withMessage(
                        "The database refuses the service: FATAL: database \"no_such_database\" does not exist. See spring.datasource.url, username and password");
        var stranger = user("wrong");
        stranger.setProperty("user", "nobody");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(
                        () -> new ExternalDatabase(url(database.getPort(), database.getPath()), stranger, LONG).await())
                .withMessageContaining("nobody");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new ExternalDatabase("jdbc:mysql://host/db?password=secret", user(""), LONG).await())
                .withMessageStartingWith("spring.datasource.url is not the URL of a PostgreSQL database")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
        assertThatCode(() -> external(database.getPort(), database.getPath()).await())
                .doesNotThrowAnyException();
    }

    private TcpProxy disconnected() {
        var proxy = new TcpProxy(database.getHost(), database.getPort());
        proxy.disconnect();
        return proxy;
    }

    private static ExternalDatabase external(int port, String path) {
        return new ExternalDatabase(url(port, path), user(TestDatabase.password()), LONG);
    }

    private static String url(int port, String path) {
        return "jdbc:postgresql://127.0.0.1:" + port + path;
    }

    private static Properties user(String password) {
        var properties = new Properties();
        properties.setProperty("user", TestDatabase.username());
        properties.setProperty("password", password);
        return properties;
    }
}
