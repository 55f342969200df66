package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TcpProxy;
import io.recontact.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Faults leave no client input in the log, and no more lines than an operator can read. */
@ServiceTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class FaultLogTests {

    /** Marks all client input; the service never writes this text itself. */
    private static final String MARK = "zq7";

    private static final URI DATABASE =
            URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));

    private static final TcpProxy PROXY = new TcpProxy(DATABASE.getHost(), DATABASE.getPort());

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final DataSource pool;

    FaultLogTests(Service.Calls calls, RawCalls raw, DataSource pool) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.pool = pool;
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
    void logsNoClientInput(CapturedOutput output) throws Exception {
        var chat = tenant.start(_ -> {});
        var customer = calls.participant(chat.participantToken());
        var token = customer.websocketUrl().substring(customer.websocketUrl().indexOf("token=") + 6);
        var secrets = List.of(MARK, token, customer.connectionToken(), chat.participantToken());

        sendEverything(chat.contactId(), customer, token);
        PROXY.disconnect();
        sendEverything(chat.contactId(), customer, token);
        PROXY.reconnect();
        awaitReadiness();
        var connections = takeAllConnections();
        sendEverything(chat.contactId(), customer, token);
        for (var connection : connections) {
            connection.close();
        }
        expect503WhenCutDuringTransactions(chat.contactId(), customer);
        // The next test begins with a service whose pool has replaced its broken connections.
        await().ignoreExceptions().until(() -> calls.newTenant() != null);

        assertThat(output.getAll())
                .contains("The database did not serve a request")
                .doesNotContain(secrets);
    }

    @Test
    void logsNoErrorWhenClientsDisconnect(CapturedOutput output) throws Exception {
        var large = "{\"InstanceId\": \"%s\", \"SearchCriteria\": {}}".formatted(tenant.instance());
        var announced = post("/search-contacts", large.length() + 100, large);
        var whole = post("/participant/message", 2, "{}");
        var chunks = "POST /participant/message HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nabc";
        for (int i = 0; i < 60; i++) {
            RawHttp.abandon(calls.endpoint(), announced);
            RawHttp.abandon(calls.endpoint(), whole);
            RawHttp.abandon(calls.endpoint(), chunks.getBytes(StandardCharsets.US_ASCII));
            RawHttp.send(calls.endpoint(), announced);
        }
        var badChunk = "POST /participant/message HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc";
        assertThat(RawHttp.send(calls.endpoint(), badChunk).status()).isEqualTo(400);

        assertThat(output.getAll()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    @Test
    void samplesRefusals(CapturedOutput output) throws Exception {
        for (int i = 0; i < 300; i++) {
            raw.post("/participant/message", "forged", "{}");
            RawHttp.send(
                    calls.endpoint(), "GET /nothing/%d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(i));
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("Refused")))
                .hasSizeBetween(1, 250);
        assertThat(raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/actuator/prometheus"))
                                .build())
                        .body())
                .containsPattern("recontact_participants_refused_total\\{reason=\"UNKNOWN_TOKEN\"} [2-9]\\d\\d");
    }

    /**
     * All client input, in every place that a client can fill. Three at a time: the limit of concurrent calls for one
     * chat.
     */
    private void sendEverything(String contact, Participant customer, String token) throws Exception {
        var calls = Stream.concat(
                        requests(contact, customer, token).stream()
                                .map(request -> (Callable<Object>) () -> RawHttp.send(this.calls.endpoint(), request)),
                        calls(contact, customer).stream())
                .toList();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }
        try (var socket = LiveSocket.open(customer.websocketUrl())) {
            socket.send("{\"topic\": \"aws/subscribe\", \"content\": {\"topics\": [\"aws/chat\", \"zq7\"]}}");
            socket.send("{\"topic\": \"zq7\"");
            socket.send("zq7".repeat(1_000));
        } catch (IllegalStateException | CompletionException _) {
            // A fault keeps it from opening, or the frames have closed it.
        }
    }

    private List<Callable<Object>> calls(String contact, Participant customer) {
        var message = "{\"ContentType\": \"text/plain\", \"Content\": \"zq7\", \"ClientToken\": \"zq7\"}";
        return List.of(
                () -> raw.get("/contacts/%s/zq7".formatted(tenant.instance())),
                () -> raw.get("/zq7?zq7=zq7"),
                () -> raw.get("/contacts/x/y?zq7=%FFzq7"),
                () -> raw.put("/contact/chat", """
                        {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "zq7"},
                         "Attributes": {"zq7": "zq7"}, "InitialMessage": {"ContentType": "text/plain", "Content": "zq7"},
                         "ClientToken": "zq7"}""".formatted(tenant.instance(), tenant.flow())),
                () -> raw.put("/contact/chat", "{\"zq7\": zq7}"),
                () -> raw.put("/contact/chat", "{\"ParticipantDetails\": \"zq7\"}"),
                () -> raw.post("/contact/attributes", """
                        {"InstanceId": "%s", "InitialContactId": "%s", "Attributes": {"zq7": "zq7"}}""".formatted(tenant.instance(), contact)),
                () -> raw.post("/search-contacts", """
                        {"InstanceId": "%s", "TimeRange": {"Type": "zq7", "StartTime": "zq7", "EndTime": 1}}""".formatted(tenant.instance())),
                () -> raw.post("/participant/message", customer.connectionToken(), message),
                () -> raw.post("/participant/message", "zq7", message),
                () -> raw.post("/participant/transcript", customer.connectionToken(), "{\"NextToken\": \"zq7\"}"),
                () -> raw.post("/participant/start-attachment-upload", customer.connectionToken(), """
                        {"ContentType": "text/plain", "AttachmentSizeInBytes": 3, "AttachmentName": "zq7.txt", "ClientToken": "zq7"}"""));
    }

    private static List<String> requests(String contact, Participant customer, String token) {
        var handshake = """
                Host: x
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                Sec-WebSocket-Protocol: zq7
                Origin: https://zq7.example
                Cookie: zq7=zq7; $zq7=";{zq7
                User-Agent: zq7
                X-Amz-Bearer: zq7
                """;
        var signed = """
                Host: x
                X-Amz-Date: 20260101T000000Z
                X-Amz-Zq7: zq7
                Authorization: AWS4-HMAC-SHA256 Credential=zq7/20260101/zq7/connect/aws4_request, SignedHeaders=host;zq7, Signature=%s
                """.formatted("0".repeat(64));
        var known = signed.replace("Credential=zq7/", "Credential=%s/".formatted(Service.KEY_ID));
        return Stream.of(
                        "GET /participant/ws?token=" + token + " HTTP/1.1\n" + handshake,
                        "GET /participant/ws?token=" + token + "&zq7=zq7 HTTP/1.1\n" + handshake,
                        "GET /participant/ws?token=zq7&x=%FF HTTP/1.1\n" + handshake,
                        "GET /participant/ws?token=" + token + " HTTP/1.1\n"
                                + handshake.replace("Upgrade: websocket", "Upgrade: zq7"),
                        "GET /participant/ws?token=" + token + " HTTP/1.1\n"
                                + handshake.replace("Version: 13", "Version: zq7"),
                        "GET /participant/ws?token=" + token + " HTTP/1.1\n"
                                + handshake.replace("https://zq7", "zq7:/|"),
                        "POST /participant/ws?token=" + token + " HTTP/1.1\n" + handshake,
                        "GET /contacts/zq7/zq7?zq7=zq7 HTTP/1.1\n" + signed,
                        "GET /contacts/zq7/zq7?zq7=zq7 HTTP/1.1\n" + known,
                        "GET /contacts/zq7/zq7 HTTP/1.1\n" + known.replace("zq7/connect", "zq7/zq7"),
                        "GET /contacts/zq7/zq7 HTTP/1.1\nHost: x\nAuthorization: zq7",
                        "GET /contacts/a/b?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=zq7&X-Amz-Signature=zq7 HTTP/1.1\nHost: x",
                        "GET /actuator/health?zq7=%FFzq7 HTTP/1.1\nHost: x\nAccept: zq7",
                        "GET /actuator/zq7?zq7 HTTP/1.1\nHost: x",
                        "OPTIONS /contact/zq7 HTTP/1.1\nHost: x\nOrigin: zq7:|\nAccess-Control-Request-Method: zq7",
                        "PUT /participant/attachments/zq7?zq7 HTTP/1.1\nHost: x\nContent-Length: 3\n\nzq7",
                        "GET /zq7|?zq7 HTTP/1.1\nHost: x",
                        "GET /%zzzq7?zq7 HTTP/1.1\nHost: x",
                        "zq7{ /zq7 HTTP/1.1\nHost: x",
                        "zq7 /zq7 HTTP/1.1\nHost: x",
                        "GET /zq7 HTTP/zq7\nHost: x",
                        "GET /zq7 HTTP/1.1\nHost: zq7|zq7",
                        "GET /zq7 HTTP/1.1\nHost: x\nzq7 zq7",
                        "GET /zq7 HTTP/1.1\nHost: x\nCookie: zq7=\\u0001zq7",
                        "POST /zq7 HTTP/1.1\nHost: x\nTransfer-Encoding: zq7",
                        "POST /zq7 HTTP/1.1\nHost: x\nContent-Length: zq7",
                        "POST /participant/message HTTP/1.1\nHost: x\nContent-Type: zq7\nContent-Length: 3\n\nzq7",
                        "POST /participant/message?zq7=zq7 HTTP/1.1\nHost: x\nX-Amz-Bearer: %s\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 10\n\nzq7=%%FFzq7"
                                .formatted(customer.connectionToken()),
                        "GET /contact/attributes/x/%s?zq7 HTTP/1.1\n".formatted(contact) + known)
                .map(request -> request.contains("\n\n") ? request : request.stripTrailing() + "\n\n")
                .map(request -> request.replace("\n", "\r\n"))
                .toList();
    }

    /** Breaks the connections of calls that wait for a lock inside their transactions. */
    private void expect503WhenCutDuringTransactions(String contact, Participant customer) throws Exception {
        try (var other = DriverManager.getConnection(
                        "jdbc:" + DATABASE, TestDatabase.username(), TestDatabase.password());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            awaitReadiness();
            other.setAutoCommit(false);
            other.createStatement().execute("select from contact where id = '%s' for update".formatted(contact));
            other.createStatement().execute("select from chat_session where id = '%s' for update".formatted(contact));
            var answers = List.of(
                    threads.submit(() -> statusOf(() -> tenant.stop(contact))),
                    threads.submit(() -> statusOf(() -> customer.say("zq7"))));
            await().until(() -> waiting(other) > 1);
            PROXY.disconnect();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(503);
            }
            other.rollback();
        } finally {
            PROXY.reconnect();
        }
    }

    private static long waiting(Connection connection) throws SQLException {
        try (var row = connection
                .createStatement()
                .executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int statusOf(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (SdkServiceException e) {
            return e.statusCode();
        }
    }

    private List<Connection> takeAllConnections() throws SQLException {
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < ((HikariDataSource) pool).getMaximumPoolSize(); i++) {
            taken.add(pool.getConnection());
        }
        return taken;
    }

    private void awaitReadiness() {
        var readiness = HttpRequest.newBuilder(calls.endpoint().resolve("/actuator/health/readiness"))
                .build();
        await().atMost(Duration.ofSeconds(30)).until(() -> raw.send(readiness).statusCode() == 200);
    }

    private static byte[] post(String path, int length, String body) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, length, body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
