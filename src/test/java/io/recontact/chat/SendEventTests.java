package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertInvalid;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.SendEventResponse;

/** Events that are not stored; {@link MessageReceiptTests} tests receipts. */
@ServiceTest
class SendEventTests {

    private static final String PREFIX = "application/vnd.amazonaws.connect.event.";
    private static final String TYPING = PREFIX + "typing";
    private static final String ACKNOWLEDGED = PREFIX + "connection.acknowledged";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    SendEventTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
    }

    private static SendEventResponse send(Participant sender, String type, @Nullable String token) {
        return sender.client()
                .sendEvent(r -> r.connectionToken(sender.connectionToken())
                        .contentType(type)
                        .clientToken(token));
    }

    @Test
    void pushesTypingEventsAndDoesNotStoreThem() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            var sent = send(customer, TYPING, null);

            var item = socket.awaitEvent("typing");
            assertThat(item.path("Id").asString()).isEqualTo(sent.id());
            assertThat(item.path("AbsoluteTime").asString()).isEqualTo(sent.absoluteTime());
            assertThat(item.path("Type").asString()).isEqualTo("EVENT");
            assertThat(item.path("ContentType").asString()).isEqualTo(TYPING);
            assertThat(item.path("ParticipantId").asString()).isEqualTo(chat.participantId());
            assertThat(item.path("ParticipantRole").asString()).isEqualTo("CUSTOMER");
            assertThat(item.path("DisplayName").asString()).isEqualTo("Ada");
            assertThat(item.path("ContactId").asString()).isEqualTo(chat.contactId());
            assertThat(item.path("InitialContactId").asString()).isEqualTo(chat.contactId());
            assertThat(item.has("Content")).isFalse();
        }
        assertThat(customer.everything())
                .singleElement()
                .satisfies(item -> assertThat(item.contentType()).isEqualTo(PREFIX + "participant.joined"));
    }

    @Test
    void answersARepeatWithTheSameIdAndStoresNoToken() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var token = UUID.randomUUID().toString();
        try (var socket = customer.subscribe()) {
            var first = send(customer, TYPING, token);
            var second = send(customer, TYPING, token);
            customer.say("after it");
            socket.awaitMessage("after it");

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(socket.items())
                    .filteredOn(item -> item.path("ContentType").asString().equals(TYPING))
                    .isNotEmpty()
                    .allMatch(item -> item.path("Id").asString().equals(first.id()));
            assertThat(jdbc.sql("select count(*) from client_token where token = :token")
                            .param("token", token)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void answersTwentyConcurrentRepeatsAlike() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var answers = ConcurrentCalls.run(20, _ -> send(customer, TYPING, "token"));

        assertThat(answers)
                .extracting(SendEventResponse::id)
                .containsOnly(answers.getFirst().id());
        assertThat(customer.everything()).as("it joins once").hasSize(1);
    }

    @Test
    void distinguishesEventsWithTheSameToken() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var typing = send(customer, TYPING, "token");

        assertThat(send(customer, ACKNOWLEDGED, "token").id()).isNotEqualTo(typing.id());
    }

    @Test
    void distinguishesMessagesAndEventsWithTheSameToken() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var event = send(customer, TYPING, "token");
        var message = customer.client()
                .sendMessage(r -> r.connectionToken(customer.connectionToken())
                        .contentType("text/plain")
                        .content("hello")
                        .clientToken("token"));

        assertThat(message.id()).isNotEqualTo(event.id());
    }

    @Test
    void connectsTheCustomerWhoAcknowledgesAndPushesNothing() {
        var chat = tenant.start(_ -> {});
        var listening = calls.customerOf(chat);

        var sent = send(listening, ACKNOWLEDGED, null);

        assertThat(sent.id()).isNotBlank();
        assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                .isNotNull();
        try (var socket = listening.subscribe()) {
            send(listening, ACKNOWLEDGED, null);
            listening.say("after it");
            socket.awaitMessage("after it");
            assertThat(socket.items()).hasSize(1);
        }
        assertThat(listening.everything()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "typing",
                PREFIX,
                PREFIX + "Typing",
                PREFIX + "participant.joined",
                PREFIX + "participant.left",
                PREFIX + "participant.idle",
                PREFIX + "chat.ended",
                PREFIX + "chat.rehydrated",
                PREFIX + "transfer.succeeded",
                PREFIX + "message.metadata",
                "application/vnd.amazonaws.connect.message.interactive.response"
            })
    void refusesEventsThatParticipantsDoNotSend(String type) {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);

        assertInvalid(() -> send(customer, type, null));

        assertThat(customer.everything()).isEmpty();
        assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                .as("a refused call changes nothing")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"ContentType\": null}",
                "{\"ContentType\": \"\"}",
                "{\"ContentType\": 5}",
                "{\"ContentType\": \"" + TYPING + "\", \"Content\": \"\"}",
                "{\"ContentType\": \"" + TYPING + "\", \"Content\": \"\\u0000\"}",
                "{\"ContentType\": \"" + TYPING + "\", \"Content\": {\"messageId\": \"x\"}}",
                "{\"ContentType\": \"" + TYPING + "\", \"ClientToken\": \"\\ud800\"}",
            })
    void refusesInvalidEvents(String body) {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        assertRefused(raw.post("/participant/event", customer.connectionToken(), body), "ValidationException", 400);
    }

    @Test
    void refusesTokensAndContentsLongerThanTheModelAllows() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        send(customer, TYPING, "t".repeat(500));
        assertInvalid(() -> send(customer, TYPING, "t".repeat(501)));
        assertInvalid(() -> customer.client()
                .sendEvent(r -> r.connectionToken(customer.connectionToken())
                        .contentType(TYPING)
                        .content("x".repeat(16_385))));
    }

    @Test
    void refusesARepeatOnceTheChatHasEnded() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        send(customer, TYPING, "token");

        tenant.stop(chat.contactId());

        for (var type : List.of(TYPING, ACKNOWLEDGED, PREFIX + "message.read")) {
            assertDenied(() -> send(customer, type, "token"));
        }
    }
}
