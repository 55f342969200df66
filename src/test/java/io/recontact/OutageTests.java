package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Cable;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connect.model.ConnectException;

/** A database that goes away and comes back. */
@ServiceTest
@DirtiesContext
class OutageTests {

    private static final URI DATABASE =
            URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));

    private static final Cable CABLE = new Cable(DATABASE.getHost(), DATABASE.getPort());

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    OutageTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    @DynamicPropertySource
    static void connectThroughTheCable(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.datasource.url",
                () -> "jdbc:postgresql://127.0.0.1:%d%s".formatted(CABLE.port(), DATABASE.getPath()));
        properties.add("spring.datasource.username", TestDatabase::username);
        properties.add("spring.datasource.password", TestDatabase::password);
    }

    @AfterAll
    static void close() {
        CABLE.close();
    }

    @Test
    void answersWithin3SecondsAndRecoversByItself() throws Exception {
        var contact = tenant.start();
        assertThat(readiness()).isEqualTo(200);

        CABLE.cut();

        assertUnavailable(() -> tenant.describe(contact));
        assertUnavailable(tenant::start);
        assertUnavailable(() -> tenant.stop(contact));
        assertUnavailable(() -> tenant.attributes(contact));
        assertThat(readiness()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);

        CABLE.mend();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
        assertThat(tenant.describe(contact).disconnectTimestamp()).isNull();
        assertThat(tenant.start()).isNotNull();
    }

    private static void assertUnavailable(Runnable call) {
        var started = System.nanoTime();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailableException"))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContainIgnoringCase("sql")
                        .doesNotContain("jdbc"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    }

    private int readiness() throws IOException, InterruptedException {
        return get("/actuator/health/readiness");
    }

    private int get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(calls.endpoint().resolve(path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
