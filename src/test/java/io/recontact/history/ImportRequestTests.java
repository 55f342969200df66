package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.InstanceId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.LimitedServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports by requests to the admin API, and the records of imports. */
@LimitedServiceTest
class ImportRequestTests {

    private static final String NDJSON = "application/x-ndjson";
    private static final String BODY_HASH = "x-amz-content-sha256";
    private static final int AT_ONCE = 2;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ImportRunService runs;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final JsonMapper json = new JsonMapper();
    private final String path;

    ImportRequestTests(
            Service.Calls calls,
            RawCalls raw,
            ImportRunService runs,
            MeterRegistry meters,
            JdbcClient jdbc,
            MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.runs = runs;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.path = "/admin/v1/instances/%s/imports".formatted(tenant.instance());
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** A call with an id of its own, that ended yesterday. */
    private String call(String id) {
        var end = clock.instant().minus(Duration.ofDays(1));
        return """
                {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "%s", \
                "DisconnectTimestamp": "%s"}""".formatted(id, end, end);
    }

    private String call() {
        return call(UUID.randomUUID().toString());
    }

    private byte[] calls(int number) {
        return lines(IntStream.range(0, number).mapToObj(_ -> call()).toArray(String[]::new));
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private HttpRequest.Builder signed(byte[] body) {
        return raw.sign("POST", path, NDJSON, body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, byte[] body) {
        return raw.send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    private HttpResponse<String> send(byte[] body) {
        return send(signed(body), body);
    }

    private JsonNode report(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode list(String query) {
        return report(raw.get(path + query));
    }

    private int contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :instance")
                .param("instance", UUID.fromString(tenant.instance()))
                .query(Integer.class)
                .single();
    }

    private void assertRefused(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.readTree(answer.body()).path("detail").asString()).contains(detail);
        assertThat(contacts()).isZero();
    }

    @Test
    void importsAndReportsWhatItRefuses() {
        var first = UUID.randomUUID().toString();
        var line = call(first);

        var report = report(send(lines(line, "{}", "not JSON", "", call(), line)));

        assertThat(report.path("Read").asInt()).isEqualTo(5);
        assertThat(report.path("Contacts").asInt()).isEqualTo(2);
        assertThat(report.path("Skipped").asInt()).isOne();
        assertThat(report.path("Refused").asInt()).isEqualTo(2);
        assertThat(report.path("Conflicts").asInt()).isZero();
        assertThat(report.path("Refusals").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"Line\":2,\"Reason\":\"Id is required\"}",
                        "{\"Line\":3,\"Reason\":\"The line is not JSON\"}");
        assertThat(tenant.describe(first).channelAsString()).isEqualTo("VOICE");
        assertThat(list("").at("/Imports/0").properties())
                .containsAll(report.properties().stream()
                        .filter(member -> !member.getKey().equals("Refusals"))
                        .toList())
                .extracting(member -> "%s=%s".formatted(member.getKey(), member.getValue()))
                .contains("Source=\"REQUEST\"", "RequestedBy=\"%s\"".formatted(Service.KEY_ID), "State=\"COMPLETED\"");
        assertThat(meters.get("recontact.import.runs")
                        .tags("source", "REQUEST", "outcome", "COMPLETED")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void aRepeatSkipsWhatIsStored() {
        var body = calls(700);

        assertThat(report(send(body)).path("Contacts").asInt()).isEqualTo(700);
        assertThat(report(send(body)).path("Skipped").asInt()).isEqualTo(700);
    }

    @Test
    void acceptsGzipAndBodiesOfUnknownLength() throws IOException {
        var body = gzip(calls(600));

        var request = signed(body)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        assertThat(report(raw.send(request)).path("Contacts").asInt()).isEqualTo(600);
    }

    @Test
    void refusesIncompleteGzip() throws IOException {
        var whole = gzip(calls(10));
        for (var body : List.of(Arrays.copyOf(whole, whole.length - 20), lines(call()), new byte[0])) {
            assertRefused(send(signed(body).header("Content-Encoding", "gzip"), body), 400, "not complete gzip");
        }
        assertThat(list("").path("Imports")
                        .valueStream()
                        .map(run -> run.path("State").asString()))
                .containsExactly("FAILED", "FAILED", "FAILED");
        assertRefused(send(signed(whole).header("Content-Encoding", "br"), whole), 400, "Content-Encoding");
    }

    @Test
    void storesNothingOfABodyThatWasNotSigned() {
        var signed = calls(600);
        var forged = calls(600);

        assertRefused(send(signed(signed), forged), 403, "not the hash of the body");
        assertRefused(send(signed(signed), Arrays.copyOf(signed, signed.length - 1)), 403, "not the hash of the body");
        assertRefused(send(signed(new byte[0]), forged), 403, "not the hash of the body");
        assertThat(list("").path("Imports")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"})
    void requiresTheHashOfTheBody(String stated) {
        var body = calls(1);
        var request = HttpRequest.newBuilder(calls.endpoint().resolve(path));
        signed(body).build().headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(BODY_HASH)) {
                request.header(name, values.getFirst());
            } else if (!stated.isEmpty()) {
                request.header(name, stated);
            }
        });

        assertRefused(send(request, body), 403, BODY_HASH);
    }

    @Test
    void refusesUnsignedRequests() {
        var request = HttpRequest.newBuilder(calls.endpoint().resolve(path)).header("Content-Type", NDJSON);

        assertRefused(send(request, calls(1)), 403, "Missing Authentication Token");
    }

    @Test
    void refusesLargeBodies() {
        var body = calls(2000);

        assertRefused(send(body), 400, "recontact.import.max-size");
        assertRefused(
                raw.send(signed(body)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build()),
                400,
                "recontact.import.max-size");
        assertThat(list("").path("Imports")).isEmpty();
    }

    @Test
    void aClientThatAsksFirstIsRefusedBeforeItSends() throws IOException {
        var head = head(signed(new byte[0]).build(), "Content-Length: 900000000\r\nExpect: 100-continue\r\n");

        var answer = RawHttp.send(calls.endpoint(), head);

        assertThat(answer.text()).startsWith("HTTP/1.1 400").contains("recontact.import.max-size");
    }

    private String head(HttpRequest request, String more) {
        return "POST %s HTTP/1.1\r\nHost: %s\r\n%s%s\r\n"
                .formatted(
                        path,
                        calls.endpoint().getAuthority(),
                        request.headers().map().entrySet().stream()
                                .map(header -> "%s: %s\r\n"
                                        .formatted(
                                                header.getKey(),
                                                header.getValue().getFirst()))
                                .collect(Collectors.joining()),
                        more);
    }

    @Test
    void refusesOtherContentTypes() {
        var body = calls(1);

        assertRefused(send(raw.sign("POST", path, "application/json", body), body), 415, NDJSON);
    }

    @Test
    void refusesUnknownInstances() {
        var body = calls(1);
        var unknown = "/admin/v1/instances/%s/imports".formatted(UUID.randomUUID());

        assertRefused(send(raw.sign("POST", unknown, NDJSON, body), body), 404, "does not exist");
        assertRefused(raw.get(unknown), 404, "does not exist");
    }

    @Test
    void twoRequestsAtOnceStoreEachContactOnce() {
        var body = calls(700);

        var reports = ConcurrentCalls.run(AT_ONCE, _ -> report(send(body)));

        assertThat(reports.stream().mapToInt(report -> report.path("Refused").asInt()))
                .containsOnly(0);
        assertThat(reports.stream()
                        .mapToInt(report -> report.path("Contacts").asInt())
                        .sum())
                .isEqualTo(700);
        assertThat(contacts()).isEqualTo(700);
    }

    @Test
    void refusesMoreThanSomeAtOnce() throws IOException {
        var request = request(calls(3));
        var half = request.length - 100;
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                var socket =
                        new Socket(calls.endpoint().getHost(), calls.endpoint().getPort());
                slow.add(socket);
                socket.getOutputStream().write(request, 0, half);
            }
            await().untilAsserted(
                            () -> assertThat(send(new byte[0]).statusCode()).isEqualTo(429));
            assertRefused(send(new byte[0]), 429, "runs %d imports".formatted(AT_ONCE));

            for (var socket : slow) {
                socket.getOutputStream().write(request, half, request.length - half);
                assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                        .startsWith("HTTP/1.1 200");
            }
            assertThat(send(new byte[0]).statusCode()).isEqualTo(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        assertThat(contacts()).isEqualTo(3);
    }

    private byte[] request(byte[] body) {
        var request = new ByteArrayOutputStream();
        request.writeBytes(head(signed(body).build(), "Content-Length: %d\r\n".formatted(body.length))
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    @Test
    void aClientThatDisconnectsWhileItSendsStoresNothing() throws IOException {
        var request = request(calls(600));

        for (int i = 0; i <= AT_ONCE; i++) {
            RawHttp.abandon(calls.endpoint(), Arrays.copyOf(request, request.length / 2));
        }

        // Their places are free again.
        await().untilAsserted(() -> assertThat(send(new byte[0]).statusCode()).isEqualTo(200));
        assertThat(contacts()).isZero();
    }

    @Test
    void goesOnAfterAClientThatDisconnectsAfterwards() throws IOException {
        try (var socket =
                new Socket(calls.endpoint().getHost(), calls.endpoint().getPort())) {
            socket.getOutputStream().write(request(calls(600)));
        }

        await().untilAsserted(() ->
                assertThat(list("").at("/Imports/0/State").asString()).isEqualTo("COMPLETED"));
        assertThat(contacts()).isEqualTo(600);
    }

    @Test
    void showsAnImportWhileItRuns() throws Exception {
        var report = new ImportReport(7, 4, 1, 20, 0, 1, 0, 0, 1, List.of());
        var whole = new ImportReport(9, 6, 1, 20, 0, 1, 0, 0, 1, List.of());
        var items = meters.get("recontact.import.items").counter();
        var before = items.count();
        runs.record(
                new InstanceId(UUID.fromString(tenant.instance())),
                ImportRun.Source.COMMAND,
                "1@host",
                _ -> {},
                progress -> {
                    assertThat(list("").at("/Imports/0/State").asString()).isEqualTo("RUNNING");
                    clock.advance(Duration.ofSeconds(2));
                    progress.accept(report);
                    assertThat(list("").at("/Imports/0/Read").asInt()).isEqualTo(7);
                    assertThat(list("").at("/Imports/0").has("EndedTimestamp")).isFalse();

                    clock.advance(ImportRun.SILENCE.plusSeconds(1));
                    assertThat(list("").at("/Imports/0/State").asString()).isEqualTo("INTERRUPTED");
                    progress.read(1);
                    assertThat(list("").at("/Imports/0/State").asString()).isEqualTo("RUNNING");
                    assertThat(list("").at("/Imports/0/Items").asInt()).isEqualTo(20);
                    progress.accept(whole);
                    return whole;
                });

        var run = list("").at("/Imports/0");
        assertThat(run.path("State").asString()).isEqualTo("COMPLETED");
        assertThat(run.path("Source").asString()).isEqualTo("COMMAND");
        assertThat(run.path("RequestedBy").asString()).isEqualTo("1@host");
        assertThat(run.path("Contacts").asInt()).isEqualTo(6);
        assertThat(run.path("EndedTimestamp").asDouble())
                .isGreaterThan(run.path("StartedTimestamp").asDouble() + ImportRun.SILENCE.toSeconds());
        assertThat(items.count() - before).isEqualTo(20);
    }

    @Test
    void showsWhatAFailedImportHasStored() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> runs.record(
                        new InstanceId(UUID.fromString(tenant.instance())),
                        ImportRun.Source.COMMAND,
                        "1@host",
                        _ -> {},
                        progress -> {
                            progress.accept(new ImportReport(500, 500, 0, 0, 0, 0, 0, 0, 0, List.of()));
                            throw new IOException("The disk is gone");
                        }));

        assertThat(list("").at("/Imports/0/State").asString()).isEqualTo("FAILED");
        assertThat(list("").at("/Imports/0/Contacts").asInt()).isEqualTo(500);
    }

    @Test
    void pagesNewestFirstAndForgetsWhatIsPastRetention() {
        var ids = IntStream.range(0, 3)
                .mapToObj(_ -> report(send(calls(1))).path("ImportId").asString())
                .toList();

        var first = list("?maxResults=2");
        var second = list("?maxResults=2&nextToken=" + first.path("NextToken").asString());

        assertThat(first.path("Imports")
                        .valueStream()
                        .map(run -> run.path("ImportId").asString()))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(second.path("Imports")
                        .valueStream()
                        .map(run -> run.path("ImportId").asString()))
                .containsExactly(ids.get(0));
        assertThat(second.has("NextToken")).isFalse();
        assertThat(raw.get(path + "?nextToken=x").statusCode()).isEqualTo(400);
        assertThat(raw.get(path + "?maxResults=101").statusCode()).isEqualTo(400);

        clock.advance(Duration.ofDays(732));
        report(send(calls(1)));
        assertThat(list("").path("Imports")).hasSize(1);
    }
}
