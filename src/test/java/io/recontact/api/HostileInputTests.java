package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.RawCalls;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Malformed requests get an error of the model and change nothing. */
@ServiceTest
class HostileInputTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    HostileInputTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc, MeterRegistry meters) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
        this.meters = meters;
    }

    private static void assertRefused(HttpResponse<String> answer, String shape) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape);
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .hasValueSatisfying(id -> assertThat(UUID.fromString(id)).isNotNull());
        assertThat(answer.body()).startsWith("{\"Message\":\"").doesNotContain("SECRET-TEXT");
    }

    static Stream<byte[]> bodies() {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        return Stream.of(
                        "",
                        "null",
                        "[]",
                        "\"text\"",
                        "{",
                        "{\"InstanceId\": SECRET-TEXT}",
                        "{} {}",
                        "{\"InstanceId\": \"a\", \"InstanceId\": \"b\"}",
                        "{\"InstanceId\": 5}",
                        "{\"InstanceId\": {\"x\": \"SECRET-TEXT\"}}",
                        "{\"ChatDurationInMinutes\": \"60\"}",
                        "{\"ChatDurationInMinutes\": 60.5}",
                        "{\"ChatDurationInMinutes\": 99999999999999999999}",
                        "{\"ChatDurationInMinutes\": 1e999999999}",
                        "{\"Attributes\": [\"SECRET-TEXT\"]}",
                        "{\"Attributes\": {\"k\": 1}}",
                        "{\"Attributes\": " + deep + "}",
                        "{\"Unknown\": " + deep + "}",
                        "{\"ParticipantDetails\": {\"DisplayName\": \"NUL \\u0000\"}}",
                        "{\"ParticipantDetails\": {\"DisplayName\": \"half \\ud800\"}}",
                        "{\"ParticipantDetails\": {\"DisplayName\": \"half \\udc00\"}}",
                        "{\"Attributes\": {\"NUL\\u0000\": \"v\"}}")
                .map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void refusesMalformedBodies(byte[] body) {
        assertRefused(raw.send("PUT", "/contact/chat", body), "InvalidRequestException");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var body = "{\"InstanceId\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(raw.send("PUT", "/contact/chat", body), "InvalidRequestException");
    }

    @Test
    void refusesTenMegabytes() {
        var body = "{\"InstanceId\": \"%s\"}".formatted("x".repeat(10 * 1024 * 1024));

        assertRefused(raw.put("/contact/chat", body), "InvalidRequestException");
    }

    @Test
    void refusesNullAmongAttributes() {
        assertRefused(raw.put("/contact/chat", chat("\"Attributes\": {\"k\": null}")), "InvalidParameterException");
    }

    @Test
    void ignoresUnknownMembers() {
        var answer = raw.put("/contact/chat", chat("\"FromTheFuture\": {\"a\": [1, null, {\"b\": 2.5}]}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void ignoresUnknownMembersOfAnyDepth() {
        var answer = raw.put("/contact/chat", chat("\"FromTheFuture\": " + "[".repeat(499) + "]".repeat(499)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void namesTheMaximumDepth() {
        var answer = raw.put("/contact/chat", chat("\"FromTheFuture\": " + "[".repeat(500) + "]".repeat(500)));

        assertRefused(answer, "InvalidRequestException");
        assertThat(answer.body()).contains("deeper than 500 levels");
    }

    @Test
    void namesTheMaximumDepthOfAttributes() {
        var fits = "{\"ValueList\": [".repeat(15) + "]}".repeat(15);
        var tooDeep = "{\"ValueList\": [".repeat(17) + "]}".repeat(17);

        var taken = raw.put("/contact/chat", chat("\"SegmentAttributes\": {\"a\": %s}".formatted(fits)));
        var refused = raw.put("/contact/chat", chat("\"SegmentAttributes\": {\"a\": %s}".formatted(tooDeep)));

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        var contact = JsonPath.<String>read(taken.body(), "$.ContactId");
        assertThat(raw.get("/contacts/%s/%s".formatted(tenant.instance(), contact))
                        .statusCode())
                .isEqualTo(200);
        assertRefused(refused, "InvalidParameterException");
        assertThat(refused.body()).contains("deeper than 15 levels");
    }

    @Test
    void treatsNullAsAbsent() {
        var answer = raw.put("/contact/chat", chat("\"Attributes\": null, \"PersistentChat\": null"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void storesTextUnchanged() {
        var text = "\\\" \\\\ \\n \\t \\u001f 👩‍👩‍👧 \\ud83d\\ude00 ' ; -- $1 ${x}";
        var answer = raw.put("/contact/chat", chat("\"Attributes\": {\"k\": \"" + text + "\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var contact = JsonPath.<String>read(answer.body(), "$.ContactId");
        assertThat(tenant.attributes(contact)).containsEntry("k", "\" \\ \n \t \u001f 👩‍👩‍👧 😀 ' ; -- $1 ${x}");
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts//x,                InstanceId,       InvalidParameterException",
        "/contacts/{i}/,              ContactId,        InvalidParameterException",
        "/contact/attributes/{i}/,    InitialContactId, InvalidRequestException",
        "/contact-flows/{i}/,         ContactFlowId,    InvalidParameterException",
    })
    void namesTheEmptyLabel(String path, String label, String error) {
        var answer = raw.get(path.replace("{i}", tenant.instance()));

        assertRefused(answer, error);
        assertThat(answer.body()).contains(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts/{i}/a%2Fb",
                "/contacts/{i}/%2F",
                "/contacts/{i}/..%2F..%2Fcontact%2Fchat",
                "/contacts/{i}/%22%27%3B--",
                "/contacts/{i}/x%20y",
                "/contacts/%2e%2e/x",
            })
    void refusesLabelsThatAreNotIds(String path) {
        assertRefused(raw.get(path.replace("{i}", tenant.instance())), "InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts/{i}/a%00b",
                "/contacts/{i}/%zz",
                "/contacts/{i}/%ff",
                "/contacts/{i}/a|b",
                "/contacts/{i}/a\\b"
            })
    void refusesPathsThatAreNotHttp(String path) throws IOException {
        var endpoint = calls.endpoint();
        try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .formatted(path.replace("{i}", tenant.instance()))
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer)
                    .startsWith("HTTP/1.1 40")
                    .contains("x-amzn-ErrorType: ")
                    .contains("{\"Message\":\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /evaluation-forms/{i},             CreateEvaluationForm",
        "GET,    /user/federate/{i},                GetFederationToken",
        "POST,   /contact/start-recording,          StartContactRecording",
        "DELETE, /rules/{i}/{i},                    DeleteRule",
    })
    void namesTheOperationThatIsNotImplemented(String method, String path, String operation) {
        var answer = raw.send(method, path.replace("{i}", tenant.instance()), "{}".getBytes(StandardCharsets.UTF_8));

        assertRefused(answer, "UnknownOperationException");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(operation);
    }

    @Test
    void namesOperationsOfTheParticipantServiceWithoutASignature() {
        var answer = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/participant/authentication-url"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertRefused(answer, "UnknownOperationException");
        assertThat(answer.body()).contains("GetAuthenticationUrl");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /nothing/here", "PATCH, /contact/chat", "PUT, /contact;x=y/chat"})
    void hasNoOtherRoutes(String method, String path) {
        assertRefused(raw.send(method, path, new byte[0]), "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/nothing",
                "/contacts/{i}/x",
                "/agent/v1/instances/{i}/agents/{i}/offers",
                "/participant/ws",
                "/nothing"
            })
    void refusesAQueryThatIsNotUtf8(String path) throws IOException {
        for (var query : new String[] {"x=%FF", "%FF", "x=%C0%80", "x=%E2%82", "x=%zz"}) {
            var target = path.replace("{i}", tenant.instance()) + "?" + query;
            var unsigned = RawHttp.send(calls.endpoint(), "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(target));
            assertThat(unsigned.status()).as("%s: %s", target, unsigned.text()).isEqualTo(400);
            assertThat(unsigned.text()).containsAnyOf("{\"Message\":\"", "\"detail\":\"");
        }
        var signed = raw.get(path.replace("{i}", tenant.instance()) + "?x=%FF");
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'CONNECT example.com:80 HTTP/1.1', '', 405, CONNECT",
        "'TRACE / HTTP/1.1', '', 404, No operation",
        "'POST /participant/message HTTP/1.1', 'Transfer-Encoding: x', 501, The transfer encoding is not supported",
        "'POST /participant/message HTTP/1.1', 'Transfer-Encoding: gzip, chunked', 501, The transfer encoding is not supported",
        "'GET / HTTP/9.9', '', 400, The version of HTTP is not supported",
    })
    void refusesUnsupportedHttp(String line, String header, int status, String reason) throws IOException {
        var answer = RawHttp.send(
                calls.endpoint(),
                line + "\r\nHost: example.com:80\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("{\"Message\":\"").contains(reason);
    }

    @Test
    void countsRefusedHandshakes() throws IOException {
        RawHttp.send(calls.endpoint(), """
                GET /participant/ws?token=x HTTP/1.1
                Host: x
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

                """.replace("\n", "\r\n"));

        assertThat(meters.find("recontact.requests")
                        .tag("outcome", "AccessDeniedException")
                        .timer())
                .isNotNull();
    }

    @Test
    void storesNothing() {
        var before = contacts();
        bodies().forEach(body -> raw.send("PUT", "/contact/chat", body));

        assertThat(contacts()).isEqualTo(before);
    }

    private long contacts() {
        return jdbc.sql("select (select count(*) from contact) + (select count(*) from client_token)")
                .query(Long.class)
                .single();
    }

    private String chat(String members) {
        return """
                {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"}, %s}""".formatted(tenant.instance(), tenant.flow(), members);
    }
}
