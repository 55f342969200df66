package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Authentication of websockets by their URL alone, which is valid for 100 seconds. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class HandshakeTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final MutableClock clock;

    HandshakeTests(Service.Calls calls, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private int statusOf(String target, String... headers) {
        var endpoint = calls.endpoint();
        try (var socket =
                TcpSocket.open(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), target, headers)) {
            return socket.status();
        }
    }

    private static int statusOf(Participant participant, String... headers) {
        try (var socket = TcpSocket.open(participant.websocketUrl(), headers)) {
            return socket.status();
        }
    }

    @Test
    void acceptsTheUrlOfAConnection() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        assertThat(statusOf(customer)).isEqualTo(101);
        assertThat(statusOf(customer)).as("a second tab").isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?token",
                "?token=",
                "?token=x",
                "?token=%zz",
                "?token=%00",
                "?token=a&token=b",
                "?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "?Token=x"
            })
    void refusesForgedUrls(String query) {
        assertThat(statusOf("/participant/ws" + query)).isIn(400, 403);
    }

    @Test
    void refusesTokensOfOtherKinds() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        for (var token : Stream.of(customer.token(), customer.connectionToken()).toList()) {
            assertThat(statusOf("/participant/ws?token=" + token)).isEqualTo(403);
            assertThat(statusOf("/participant/ws", "X-Amz-Bearer: " + token)).isEqualTo(403);
        }
    }

    @Test
    void refusesAnAlteredToken() {
        var url = calls.customerOf(tenant.start(_ -> {})).websocketUrl();
        int middle = url.length() - 30;
        var altered = url.substring(0, middle) + (url.charAt(middle) == 'A' ? 'B' : 'A') + url.substring(middle + 1);

        try (var socket = TcpSocket.open(altered)) {
            assertThat(socket.status()).isEqualTo(403);
        }
    }

    @Test
    void acceptsAUrlForAHundredSeconds(CapturedOutput log) {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        clock.advance(Duration.ofSeconds(90));
        assertThat(statusOf(customer)).isEqualTo(101);

        clock.advance(Duration.ofSeconds(10));

        assertThat(statusOf(customer)).isEqualTo(403);
        assertThat(log).containsPattern("Refused participant [0-9a-f-]{36}: EXPIRED");
        assertThat(log.getAll()).doesNotContain(customer.websocketUrl().replaceAll(".*token=", ""));
    }

    @Test
    void refusesTheParticipantOfAChatThatHasEnded(CapturedOutput log) {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);

        tenant.stop(chat.contactId());

        assertThat(statusOf(customer)).isEqualTo(403);
        assertThat(log).containsPattern("Refused participant [0-9a-f-]{36}: ENDED");
    }

    @Test
    void refusesRequestsWithoutAnUpgrade() {
        var url = calls.customerOf(tenant.start(_ -> {})).websocketUrl();
        var target = url.substring(url.indexOf("/participant"));
        var endpoint = calls.endpoint();

        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(endpoint.resolve(target))
                    .build();
            var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 426);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pages of any origin may chat by default; for the setting see ConfiguredServiceTests. */
    @Test
    void acceptsAnyOrigin() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        for (var origin : Stream.of("https://shop.example.com", "http://localhost:3000", "null")
                .toList()) {
            assertThat(statusOf(customer, "Origin: " + origin)).isEqualTo(101);
        }
    }

    /** Compression would cost memory for each websocket. */
    @Test
    void acceptsNoExtension() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        try (var socket = TcpSocket.open(customer.websocketUrl(), "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.answer()).doesNotContainIgnoringCase("permessage-deflate");
        }
    }

    @Test
    void doesNotConnectTheParticipant() {
        var chat = tenant.start(_ -> {});

        assertThat(statusOf(calls.customerOf(chat))).isEqualTo(101);

        assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                .isNull();
    }
}
