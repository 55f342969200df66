package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.recontact.api.SharedGauges;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TcpProxy;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connect.model.ConnectException;

/** The database becomes unreachable and returns. */
@ServiceTest
@DirtiesContext
class OutageTests {

    private static final URI DATABASE =
            URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));

    private static final TcpProxy PROXY = new TcpProxy(DATABASE.getHost(), DATABASE.getPort());

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    private final HikariDataSource pool;
    private final SharedGauges gauges;

    OutageTests(Service.Calls calls, HikariDataSource pool, SharedGauges gauges) {
        this.calls = calls;
        this.pool = pool;
        this.gauges = gauges;
        this.tenant = calls.newTenant();
    }

    @DynamicPropertySource
    static void connectThroughTheProxy(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.datasource.url",
                () -> "jdbc:postgresql://127.0.0.1:%d%s".formatted(PROXY.port(), DATABASE.getPath()));
        properties.add("spring.datasource.username", TestDatabase::username);
        properties.add("spring.datasource.password", TestDatabase::password);
    }

    @AfterAll
    static void close() {
        PROXY.close();
    }

    @Test
    void answersWithin3SecondsAndRecoversByItself() throws Exception {
        var contact = tenant.start();
        assertThat(readiness()).isEqualTo(200);

        PROXY.disconnect();

        assertUnavailable(() -> tenant.describe(contact));
        assertUnavailable(tenant::start);
        assertUnavailable(() -> tenant.stop(contact));
        assertUnavailable(() -> tenant.attributes(contact));
        assertThat(readiness()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);

        PROXY.reconnect();

        awaitReadiness();
        assertThat(tenant.describe(contact).disconnectTimestamp()).isNull();
        assertThat(tenant.start()).isNotNull();
    }

    @Test
    void answersHandshakesWith503() throws Exception {
        var url = URI.create(
                calls.participant(tenant.start(_ -> {}).participantToken()).websocketUrl());
        var handshake = """
                GET %s?%s HTTP/1.1
                Host: x
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

                """.formatted(url.getPath(), url.getQuery()).replace("\n", "\r\n");

        PROXY.disconnect();
        assertUnavailable(RawHttp.send(calls.endpoint(), handshake));
        PROXY.reconnect();
        awaitReadiness();
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            taken.add(pool.getConnection());
        }
        assertUnavailable(RawHttp.send(calls.endpoint(), handshake));
        for (var connection : taken) {
            connection.close();
        }
        assertThat(RawHttp.send(calls.endpoint(), handshake).status()).isEqualTo(101);
    }

    @Test
    void scrapesAtOnceWhileTheDatabaseIsAway() throws Exception {
        gauges.read();
        assertThat(scrape()).containsPattern("recontact_chats_active \\d");

        PROXY.disconnect();
        gauges.read();
        var started = System.nanoTime();
        var scrape = scrape();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
        assertThat(scrape).contains("recontact_chats_active NaN").contains("jvm_memory_used_bytes");
        PROXY.reconnect();
        awaitReadiness();
        gauges.read();
        assertThat(scrape()).containsPattern("recontact_chats_active \\d");
    }

    @Test
    void replacesConnectionsToAReadOnlyServer() throws Exception {
        var contact = tenant.start();
        setReadOnly("on");
        try {
            // The pool then connects to a server that is now a standby.
            jdbc.sql(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = :name and pid <> pg_backend_pid()")
                    .param("name", DATABASE.getPath().substring(1))
                    .query(Boolean.class)
                    .list();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(readiness()).isEqualTo(503));
            assertThat(get("/actuator/health/liveness")).isEqualTo(200);
            assertUnavailable(tenant::start);
            assertUnavailable(() -> tenant.stop(contact));
        } finally {
            setReadOnly("off");
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tenant.start()).isNotNull());
        awaitReadiness();
    }

    /** Uses a connection outside the pool. */
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(
            "jdbc:" + DATABASE + "?options=-c%20default_transaction_read_only=off",
            TestDatabase.username(),
            TestDatabase.password()));

    private void setReadOnly(String value) {
        jdbc.sql("alter database %s set default_transaction_read_only = %s"
                        .formatted(DATABASE.getPath().substring(1), value))
                .update();
    }

    private void awaitReadiness() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
    }

    private String scrape() throws IOException {
        return RawHttp.send(
                        calls.endpoint(), "GET /actuator/prometheus HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .text();
    }

    private static void assertUnavailable(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text())
                .contains("Retry-After: 1")
                .contains("x-amzn-ErrorType: ServiceUnavailableException")
                .doesNotContain("timestamp");
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
