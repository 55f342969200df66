package io.recontact;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.recontact.testing.ConfiguredServiceTest;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Settings other than the default: a service behind a proxy, with configured origins and the current message limits.
 */
@ConfiguredServiceTest
class ConfiguredServiceTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    ConfiguredServiceTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    private HttpResponse<String> connect(String... headers) {
        return raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/participant/connection"))
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", tenant.start(_ -> {}).participantToken())
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString("{\"Type\": [\"WEBSOCKET\"]}"))
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "https, chat.example.com, 443,  wss://chat.example.com/participant/ws?token=",
        "https, chat.example.com, 8443, wss://chat.example.com:8443/participant/ws?token=",
        "http,  localhost,        9000, ws://127.0.0.1:9000/participant/ws?token=",
    })
    void usesTheHostThatTheProxyForwards(String scheme, String host, String port, String url) {
        var answer = connect("X-Forwarded-Proto", scheme, "X-Forwarded-Host", host, "X-Forwarded-Port", port);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonPath.<String>read(answer.body(), "$.Websocket.Url")).startsWith(url);
    }

    @Test
    void usesItsOwnHostWithoutAProxy() {
        assertThat(JsonPath.<String>read(connect("X-Other", "x").body(), "$.Websocket.Url"))
                .startsWith("ws://127.0.0.1:%d/participant/ws?token="
                        .formatted(calls.endpoint().getPort()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example.com", "https://a.example.org", "https://b.c.example.org"})
    void allowsConfiguredOrigins(String origin) {
        var answer = connect("Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
        assertThat(handshake(origin)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://shop.example.com",
                "https://shop.example.com:8443",
                "https://shop.example.com.evil.com",
                "https://example.org",
                "https://example.org.evil.com",
                "null"
            })
    void refusesOtherOrigins(String origin) {
        var answer = connect("Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.body()).doesNotContain("Websocket");
        assertThat(handshake(origin)).isEqualTo(403);
    }

    @Test
    void allowsAnOriginWhileAnInstanceApprovesOfIt() {
        var origin = "https://approved-%s.example.com".formatted(UUID.randomUUID());
        var connect = calls.connect();
        assertThat(handshake(origin)).isEqualTo(403);

        connect.associateApprovedOrigin(r -> r.instanceId(tenant.instance()).origin(origin));

        var answer = connect("Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
        assertThat(handshake(origin)).isEqualTo(101);

        connect.disassociateApprovedOrigin(r -> r.instanceId(tenant.instance()).origin(origin));

        assertThat(connect("Origin", origin).statusCode()).isEqualTo(403);
        assertThat(handshake(origin)).isEqualTo(403);
    }

    /** Another node has changed the table, of which this node hears nothing. */
    @Test
    void readsTheOriginsThatOtherNodesApproved() {
        var origin = "https://elsewhere-%s.example.com".formatted(UUID.randomUUID());

        jdbc.sql("""
                        insert into instance_association (id, instance_id, type, name, region, associated_at)
                        values (gen_random_uuid(), :instance, 'APPROVED_ORIGIN', :origin, '', now())
                        """)
                .param("instance", UUID.fromString(tenant.instance()))
                .param("origin", origin)
                .update();

        await().atMost(Duration.ofSeconds(20)).until(() -> handshake(origin) == 101);
    }

    /** Only browsers send an Origin. */
    @Test
    void allowsRequestsWithoutAnOrigin() {
        assertThat(connect("X-Other", "x").statusCode()).isEqualTo(200);
        assertThat(handshake(null)).isEqualTo(101);
    }

    private int handshake(@Nullable String origin) {
        var url = Participant.connect(
                        calls.participants(), tenant.start(_ -> {}).participantToken())
                .websocketUrl();
        try (var http = HttpClient.newHttpClient()) {
            var handshake = http.newWebSocketBuilder();
            if (origin != null) {
                handshake.header("Origin", origin);
            }
            handshake
                    .buildAsync(URI.create(url), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** "16,384 bytes" for all types (connect-chat-api.md §5.2). */
    @Test
    void limitsMessagesInBytes() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        customer.say("x".repeat(16_384));
        customer.say("😀".repeat(4_096));

        assertInvalid(() -> customer.say("x".repeat(16_385)));
        assertInvalid(() -> customer.say("😀".repeat(4_096) + "x"));
        assertThat(customer.everything()).hasSize(3);
    }
}
