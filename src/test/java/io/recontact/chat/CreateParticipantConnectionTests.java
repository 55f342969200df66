package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertInvalid;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ConnectionType.CONNECTION_CREDENTIALS;
import static software.amazon.awssdk.services.connectparticipant.model.ConnectionType.WEBSOCKET;

import com.jayway.jsonpath.JsonPath;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.CreateParticipantConnectionRequest;
import software.amazon.awssdk.services.connectparticipant.model.CreateParticipantConnectionResponse;

@ServiceTest
class CreateParticipantConnectionTests {

    /** The format of times in the participant API, whose model declares them as strings. */
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;

    CreateParticipantConnectionTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private CreateParticipantConnectionResponse connect(
            StartChatContactResponse chat, Consumer<CreateParticipantConnectionRequest.Builder> changes) {
        return calls.participants()
                .createParticipantConnection(
                        r -> r.participantToken(chat.participantToken()).applyMutation(changes));
    }

    private boolean hasJoined(StartChatContactResponse chat) {
        return tenant.describe(chat.contactId()).connectedToSystemTimestamp() != null;
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSOCKET,                        ,      true,  false",
        "CONNECTION_CREDENTIALS,           ,      false, true",
        "WEBSOCKET CONNECTION_CREDENTIALS, ,      true,  true",
        "WEBSOCKET CONNECTION_CREDENTIALS, false, true,  true",
        "WEBSOCKET CONNECTION_CREDENTIALS, true,  true,  true",
        "WEBSOCKET,                        true,  true,  false",
        "CONNECTION_CREDENTIALS,           true,  false, true",
        "WEBSOCKET WEBSOCKET,              ,      true,  false",
        "'',                               true,  false, false",
    })
    void returnsTheRequestedTypes(String types, Boolean joins, boolean websocket, boolean credentials) {
        var chat = tenant.start(_ -> {});

        var connection = connect(
                chat,
                r -> r.typeWithStrings(types.isEmpty() ? null : List.of(types.split(" ", -1)))
                        .connectParticipant(joins));

        assertThat(connection.websocket() != null).isEqualTo(websocket);
        assertThat(connection.connectionCredentials() != null).isEqualTo(credentials);
        assertThat(hasJoined(chat)).isEqualTo(Boolean.TRUE.equals(joins));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ConnectParticipant\": false}",
                "{\"Type\": null}",
                "{\"Type\": []}",
                "{\"Type\": [], \"ConnectParticipant\": true}",
                "{\"Type\": [null]}",
                "{\"Type\": [\"BOGUS\"]}",
                "{\"Type\": [\"websocket\"]}",
                "{\"Type\": [0]}",
                "{\"Type\": \"WEBSOCKET\"}",
                "{\"Type\": [\"WEBSOCKET\"], \"ConnectParticipant\": \"true\"}",
                "{\"Type\": [\"WEBRTC_CONNECTION\"]}",
                "{\"Type\": [\"WEBSOCKET\", \"WEBRTC_CONNECTION\"], \"ConnectParticipant\": true}",
            })
    void refusesRequestsWithoutAConnectionType(String body) {
        var chat = tenant.start(_ -> {});

        assertRefused(raw.post("/participant/connection", chat.participantToken(), body), "ValidationException", 400);

        assertThat(hasJoined(chat)).isFalse();
    }

    @Test
    void refusesUnknownTypesWithAValidationException() {
        var chat = tenant.start(_ -> {});

        assertInvalid(() -> connect(chat, r -> r.typeWithStrings("BOGUS")));
        assertInvalid(() -> connect(chat, r -> r.typeWithStrings("WEBRTC_CONNECTION")));
        assertInvalid(() -> connect(chat, _ -> {}));
    }

    @Test
    void writesExpiriesAsIso8601() {
        var connection = connect(tenant.start(_ -> {}), r -> r.type(WEBSOCKET, CONNECTION_CREDENTIALS));

        var now = clock.instant();
        assertThat(connection.connectionCredentials().expiry()).matches(TIME);
        assertThat(Instant.parse(connection.connectionCredentials().expiry()))
                .isBetween(now.plus(Duration.ofDays(1)).minusSeconds(30), now.plus(Duration.ofDays(1)));
        assertThat(connection.websocket().connectionExpiry()).matches(TIME);
        assertThat(Instant.parse(connection.websocket().connectionExpiry()))
                .as("ChatJS needs it a minute ahead at least")
                .isBetween(now.plusSeconds(60), now.plus(Duration.ofHours(1)));
    }

    @Test
    void keepsTokensWithinTheLengthsOfTheModel() {
        var chat = tenant.start(_ -> {});

        var connection = connect(chat, r -> r.type(WEBSOCKET, CONNECTION_CREDENTIALS));

        assertThat(chat.participantToken()).matches("[A-Za-z0-9_-]{1,1000}");
        assertThat(connection.connectionCredentials().connectionToken()).matches("[A-Za-z0-9_-]{1,1000}");
        assertThat(connection.websocket().url())
                .matches("ws://127\\.0\\.0\\.1:\\d+/participant/ws\\?token=[A-Za-z0-9_-]+")
                .hasSizeLessThanOrEqualTo(2_000);
    }

    /** ChatJS accepts no other unencrypted host. */
    @Test
    void returnsALocalhostWebsocketToPagesOfLocalhost() {
        var chat = tenant.start(_ -> {});
        var endpoint = calls.endpoint().toString().replace("127.0.0.1", "localhost");

        var answer = raw.send(HttpRequest.newBuilder(java.net.URI.create(endpoint + "/participant/connection"))
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", chat.participantToken())
                .POST(HttpRequest.BodyPublishers.ofString("{\"Type\": [\"WEBSOCKET\"]}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<String>read(answer.body(), "$.Websocket.Url"))
                .startsWith("ws://127.0.0.1:%d/participant/ws?token="
                        .formatted(calls.endpoint().getPort()));
    }

    @Test
    void keepsEarlierConnectionsValid() {
        var chat = tenant.start(_ -> {});
        var first = calls.customerOf(chat);
        var second = calls.customerOf(chat);
        var third = calls.customerOf(chat);

        first.say("one");
        second.say("two");
        third.say("three");

        assertThat(first.everything()).hasSize(4);
    }

    @Test
    void joinsOnceDespiteConcurrentCalls() {
        var chat = tenant.start(_ -> {});
        for (int i = 0; i < 3; i++) {
            connect(chat, r -> r.connectParticipant(true));
        }

        assertThat(calls.customerOf(chat).everything()).singleElement().satisfies(item -> {
            assertThat(item.contentType()).endsWith(".event.participant.joined");
            assertThat(item.typeAsString()).isEqualTo("EVENT");
            assertThat(item.participantId()).isEqualTo(chat.participantId());
            assertThat(item.participantRoleAsString()).isEqualTo("CUSTOMER");
            assertThat(item.displayName()).isEqualTo("Ada");
            assertThat(item.contactId()).isEqualTo(chat.contactId());
            assertThat(item.relatedContactId()).isNull();
            assertThat(item.content()).isNull();
            assertThat(item.absoluteTime()).matches(TIME);
        });
    }

    /** SDKs with credentials sign these calls, and ChatJS signs with empty ones; the service ignores both. */
    @Test
    void ignoresSignatures() {
        var chat = tenant.start(_ -> {});
        for (var credentials : List.of(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("UNKNOWN", "secret")),
                AnonymousCredentialsProvider.create())) {
            try (var client = client(credentials)) {
                assertThat(Participant.connect(client, chat.participantToken()).say("hello"))
                        .isNotNull();
            }
        }
    }

    private ConnectParticipantClient client(AwsCredentialsProvider credentials) {
        return ConnectParticipantClient.builder()
                .endpointOverride(calls.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "Basic Zm9vOmJhcg==",
                "AWS4-HMAC-SHA256 Credential=/20230119/us-west-2/execute-api/aws4_request, SignedHeaders=host, Signature=0",
            })
    void ignoresAuthorizationHeaders(String authorization) {
        var chat = tenant.start(_ -> {});

        var answer = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/participant/connection"))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .header("X-Amz-Bearer", chat.participantToken())
                .POST(HttpRequest.BodyPublishers.ofString("{\"Type\": [\"WEBSOCKET\"]}"))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void refusesACustomerAfterFiveMinutesAndEndsTheContact() {
        var chat = tenant.start(_ -> {});
        clock.advance(Duration.ofMinutes(5));

        assertDenied(() -> connect(chat, r -> r.type(WEBSOCKET)));
        assertDenied(() -> connect(chat, r -> r.connectParticipant(true)));

        var contact = tenant.describe(chat.contactId());
        assertThat(contact.disconnectReason()).isEqualTo("CUSTOMER_CONNECTION_NOT_ESTABLISHED");
        assertThat(contact.connectedToSystemTimestamp()).isNull();
    }

    @Test
    void givesTheCustomerFiveMinutes() {
        var chat = tenant.start(_ -> {});
        clock.advance(Duration.ofMinutes(5).minusSeconds(30));

        connect(chat, r -> r.connectParticipant(true));
        clock.advance(Duration.ofMinutes(10));

        connect(chat, r -> r.connectParticipant(true));
        assertThat(tenant.describe(chat.contactId()).disconnectTimestamp()).isNull();
    }

    @Test
    void refusesTheParticipantsOfADeletedInstance() {
        var other = calls.newTenant();
        var chat = other.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("hello");

        other.connect().deleteInstance(r -> r.instanceId(other.instance()));

        assertDenied(() -> connect(chat, r -> r.type(WEBSOCKET)));
        assertDenied(() -> customer.say("anybody?"));
        assertDenied(customer::everything);
    }
}
