package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestControlTest
class LostWebSocketTests {

    private final TestControls controls;
    private final Service.Calls calls;

    LostWebSocketTests(TestControls controls, Service.Calls calls) {
        this.controls = controls;
        this.calls = calls;
    }

    @AfterEach
    void removeFaults() {
        controls.removeFaults();
    }

    /** 1001 is the close frame of a node that stops; 1006 stands for none. */
    @ParameterizedTest
    @CsvSource({"true, 1001", "false, 1006"})
    void aLostWebSocketLosesNoMessage(boolean closeFrame, int code) {
        var tenant = calls.newTenant();
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        var bystander = calls.customerOf(tenant.start(_ -> {}));
        try (var lost = customer.subscribe();
                var other = bystander.subscribe()) {
            customer.say("before");
            lost.awaitMessage("before");

            var closed = controls.call("POST", "/websockets/close", """
                    {"ContactId": "%s", "CloseFrame": %s}""".formatted(chat.contactId(), closeFrame));

            assertThat(closed.path("Closed").asInt()).isOne();
            assertThat(lost.awaitClosed()).isEqualTo(code);
            assertThat(other.isClosed()).isFalse();
        }
        await().untilAsserted(() ->
                assertThat(controls.count(tenant.instance(), "WebSockets")).isZero());
        customer.say("meanwhile");
        var again = Participant.connect(calls.participants(), customer.token());
        try (var socket = again.subscribe()) {
            customer.say("after");
            socket.awaitMessage("after");
        }
        assertThat(again.everything()).extracting(item -> item.content()).contains("before", "meanwhile", "after");
    }

    @Test
    void newWebSocketsAreRefusedForATime() {
        var customer = calls.customerOf(calls.newTenant().start(_ -> {}));
        controls.fault("""
                {"Operation": "OpenWebsocket", "Type": "ERROR", "Times": 1}""");
        controls.fault("""
                {"Operation": "OpenWebsocket", "Type": "LOST_REQUEST"}""");

        assertThatThrownBy(() -> LiveSocket.open(customer.websocketUrl()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThatThrownBy(() -> LiveSocket.open(customer.websocketUrl())).isInstanceOf(IllegalStateException.class);
        controls.removeFaults();

        customer.subscribe().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ContactId\": \"x\"} | at ContactId",
                "{\"Contact\": \"x\"} | Contact is not a member of this request",
                "7 | not valid JSON",
            })
    void refusesWithAReason(String body, String message) {
        var answer = controls.send("POST", "/websockets/close", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }
}
