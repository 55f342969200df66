package io.recontact.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The widget of a shop, over HTTP. */
@TestPropertySource(
        properties = {
            "recontact.widget.enabled=true",
            "recontact.widget.allowed-origins=" + WidgetFixture.SHOP + ",https://www.example.org:8443",
            "recontact.widget.instance-id=" + WidgetFixture.INSTANCE,
            "recontact.widget.contact-flow-id=" + WidgetFixture.FLOW,
            "recontact.widget.attributes=topic,page",
            "recontact.widget.starts-at-once=5",
            "recontact.widget.start-every=30s",
            "recontact.widget.continue-within=2d",
            "recontact.widget.clean-up-every=1d",
            "recontact.first-instance.id=" + WidgetFixture.INSTANCE,
            "recontact.first-instance.flow-id=" + WidgetFixture.FLOW,
            // The pages of the widget need no place among the pages that use the whole API.
            "recontact.allowed-origins=https://other.example.com",
        })
abstract class WidgetFixture {

    static final String SHOP = "https://shop.example.com";
    static final String INSTANCE = "01900000-0000-7000-8000-0000000000a1";
    static final String FLOW = "01900000-0000-7000-8000-0000000000a2";
    static final String CHATS = "/widget/chats";
    static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    final Service.Calls calls;
    final MutableClock clock;
    final JdbcClient jdbc;
    final WidgetStartLimit limit;
    final JsonMapper json = new JsonMapper();
    final HttpClient http = HttpClient.newHttpClient();

    WidgetFixture(Service.Calls calls, MutableClock clock, JdbcClient jdbc, WidgetStartLimit limit) {
        this.calls = calls;
        this.clock = clock;
        this.jdbc = jdbc;
        this.limit = limit;
    }

    @BeforeEach
    void forgetStarts() {
        jdbc.sql("delete from rate_bucket where operation like 'StartOfAddress%'")
                .update();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(calls.endpoint() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> start(@Nullable String origin, String body) {
        var request = request(CHATS).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send(origin == null ? request : request.header("Origin", origin));
    }

    /** Starts a chat as a page of the shop. */
    JsonNode started(String body) {
        var answer = start(SHOP, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static String continuing(JsonNode chat, String token) {
        return """
                {"PersistentChat": {"SourceContactId": "%s", "RehydrationType": "ENTIRE_PAST_SESSION"},
                 "ContinuationToken": "%s"}
                """.formatted(chat.get("ContactId").stringValue(), token);
    }

    static String continuing(JsonNode chat) {
        return continuing(chat, chat.get("ContinuationToken").stringValue());
    }
}
