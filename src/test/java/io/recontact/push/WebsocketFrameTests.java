package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.LiveSocket;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The frames of a websocket as ChatJS expects them, and invalid ones (chatjs-protocol.md §§3, 4 and 9). */
@ServiceTest
class WebsocketFrameTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUBSCRIBE = "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}";
    private static final String HEARTBEAT = "{\"topic\":\"aws/heartbeat\"}";

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    WebsocketFrameTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    private static String topic(JsonNode frame) {
        return frame.path("topic").asString("");
    }

    @Test
    void answersAsChatJsExpects() {
        try (var socket =
                LiveSocket.open(calls.customerOf(tenant.start(_ -> {})).websocketUrl())) {
            socket.send(SUBSCRIBE);
            socket.send("{\"topic\":\"aws/ping\"}");
            socket.send(HEARTBEAT);

            socket.awaitEvent("participant.joined");
            var heartbeat = socket.await(frame -> topic(frame).equals("aws/heartbeat"));
            var ping = socket.await(frame -> topic(frame).equals("aws/ping"));

            assertThat(socket.frames().getFirst())
                    .as("before any chat frame")
                    .isEqualTo(
                            JSON.readTree(
                                    "{\"topic\":\"aws/subscribe\",\"content\":{\"status\":\"success\",\"topics\":[\"aws/chat\"]}}"));
            assertThat(heartbeat).isEqualTo(JSON.readTree(HEARTBEAT));
            assertThat(ping.path("statusCode").asInt()).isEqualTo(200);
            assertThat(ping.path("statusContent").isString()).isTrue();
        }
    }

    @Test
    void carriesItemsAsTextWithinAFrame() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            var sent = customer.say("\"Grüße\" \n 👋");
            socket.awaitMessage("\"Grüße\" \n 👋");

            var frame = socket.frames().stream()
                    .filter(f -> topic(f).equals("aws/chat"))
                    .toList()
                    .getLast();
            assertThat(frame.propertyNames()).containsExactlyInAnyOrder("topic", "contentType", "content");
            assertThat(frame.path("contentType").asString()).isEqualTo("application/json");
            assertThat(frame.path("content").isString()).isTrue();
            var item = JSON.readTree(frame.path("content").asString());
            assertThat(item.propertyNames())
                    .containsExactlyInAnyOrder(
                            "Id",
                            "Type",
                            "ContentType",
                            "Content",
                            "AbsoluteTime",
                            "ContactId",
                            "InitialContactId",
                            "ParticipantId",
                            "ParticipantRole",
                            "DisplayName");
            assertThat(item.path("Id").asString()).isEqualTo(sent.id());
            assertThat(item.path("ContactId").asString()).isEqualTo(chat.contactId());
            assertThat(item.path("InitialContactId").asString()).isEqualTo(chat.contactId());
            assertThat(item.path("ParticipantId").asString()).isEqualTo(chat.participantId());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{}",
                "[]",
                "null",
                "5",
                "\"aws/heartbeat\"",
                "{\"topic\":null}",
                "{\"topic\":5}",
                "{\"topic\":{\"topic\":\"aws/heartbeat\"}}",
                "{\"topic\":\"aws/unsubscribe\"}",
                "{\"topic\":\"aws/chat\",\"content\":\"{}\"}",
                "{\"topic\":\"aws/heartbeat\"} x",
                "{\"topic\":\"aws/heartbeat\",\"topic\":\"aws/heartbeat\"}",
                "{\"topic\":\"aws/subscribe\"}",
                "{\"topic\":\"aws/subscribe\",\"content\":null}",
                "{\"topic\":\"aws/subscribe\",\"content\":\"aws/chat\"}",
                "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":\"aws/chat\"}}",
                "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[]}}",
                "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[null,5,{\"a\":1},[\"aws/chat\"]]}}",
                "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":{\"0\":\"other\"}}}",
            })
    void ignoresUnknownFrames(String frame) {
        var chat = tenant.start(_ -> {});
        try (var socket = LiveSocket.open(calls.customerOf(chat).websocketUrl())) {
            socket.send(frame);
            socket.send(HEARTBEAT);
            socket.await(f -> topic(f).equals("aws/heartbeat"));

            assertThat(socket.frames()).hasSize(2);
            var answer = socket.frames().getFirst();
            if (frame.contains("aws/subscribe")) {
                assertThat(answer.path("content").path("status").asString()).isEqualTo("failure");
            } else {
                assertThat(answer.has("topic"))
                        .as("a notice of an error has none")
                        .isFalse();
                assertThat(answer.path("message").asString()).isNotBlank();
            }
            assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                    .isNull();

            socket.send(SUBSCRIBE);
            socket.awaitEvent("participant.joined");
        }
    }

    @Test
    void survivesDeepNesting() {
        try (var socket = calls.customerOf(tenant.start(_ -> {})).subscribe()) {
            socket.send("[".repeat(500) + "]".repeat(500));
            socket.await(frame -> frame.has("message"));
            socket.send(HEARTBEAT);
            socket.await(frame -> topic(frame).equals("aws/heartbeat"));
        }
    }

    @Test
    void closesOnFramesThatNoClientSends() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        try (var tooBig = TcpSocket.open(customer.websocketUrl());
                var inParts = TcpSocket.open(customer.websocketUrl());
                var binary = TcpSocket.open(customer.websocketUrl());
                var notUtf8 = TcpSocket.open(customer.websocketUrl());
                var reserved = TcpSocket.open(customer.websocketUrl());
                var good = customer.subscribe()) {
            tooBig.send("x".repeat(10_000));
            inParts.send(TcpSocket.TEXT, "x".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            inParts.send(0x80, "x".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            binary.send(0x80 | TcpSocket.BINARY, new byte[] {1, 2, 3});
            notUtf8.send(0x80 | TcpSocket.TEXT, new byte[] {(byte) 0xFF, (byte) 0xFE});
            reserved.send(0x80 | 0x70 | TcpSocket.TEXT, new byte[0]);

            assertThat(tooBig.awaitClosed()).isEqualTo(1009);
            assertThat(inParts.awaitClosed()).isEqualTo(1009);
            assertThat(binary.awaitClosed()).isEqualTo(1003);
            assertThat(notUtf8.awaitClosed()).isEqualTo(1007);
            assertThat(reserved.awaitClosed()).isEqualTo(1002);
            customer.say("unharmed");
            good.awaitMessage("unharmed");
        }
    }

    @Test
    void answersPingsOfTheProtocol() {
        try (var socket = TcpSocket.open(calls.customerOf(tenant.start(_ -> {})).websocketUrl())) {
            socket.send(0x80 | TcpSocket.PING, new byte[] {7});

            var pong = socket.read();

            assertThat(pong.opcode()).isEqualTo(TcpSocket.PONG);
            assertThat(pong.payload()).isEqualTo("\u0007");
        }
    }
}
