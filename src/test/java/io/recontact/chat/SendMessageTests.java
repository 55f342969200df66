package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;

@ServiceTest
class SendMessageTests {

    private static final String PLAIN = "text/plain";
    private static final String MARKDOWN = "text/markdown";
    private static final String JSON = "application/json";
    private static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    private static final String RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";

    /** One code point, two Java characters, four bytes in UTF-8. */
    private static final String EMOJI = "😀";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;

    SendMessageTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    private Participant customer(String... types) {
        return calls.customerOf(
                tenant.start(chat -> chat.supportedMessagingContentTypes(types.length == 0 ? null : List.of(types))));
    }

    private static SendMessageResponse send(Participant sender, String type, String content) {
        return sender.client()
                .sendMessage(r -> r.connectionToken(sender.connectionToken())
                        .contentType(type)
                        .content(content));
    }

    @Test
    void returnsTheIdAndTimeOfTheItem() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);

        var sent = customer.say("Is anybody there?");

        assertThat(customer.messages()).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo(sent.id());
            assertThat(item.absoluteTime()).isEqualTo(sent.absoluteTime());
            assertThat(item.content()).isEqualTo("Is anybody there?");
            assertThat(item.contentType()).isEqualTo(PLAIN);
            assertThat(item.participantId()).isEqualTo(chat.participantId());
            assertThat(item.participantRoleAsString()).isEqualTo("CUSTOMER");
            assertThat(item.displayName()).isEqualTo("Ada");
            assertThat(item.contactId()).isEqualTo(chat.contactId());
            assertThat(item.relatedContactId()).isNull();
            assertThat(item.messageMetadata()).isNull();
            assertThat(item.hasAttachments()).isFalse();
        });
        assertThat(UUID.fromString(sent.id())).isNotNull();
        assertThat(sent.absoluteTime()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    }

    /** "Clients must subscribe", but pages may send before their websocket is open. */
    @Test
    void connectsACustomerWhoseWebsocketIsNotOpen() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);

        customer.say("first");

        assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                .isNotNull();
        assertThat(customer.everything())
                .extracting(item -> item.content() == null ? item.contentType() : item.content())
                .containsExactly("application/vnd.amazonaws.connect.event.participant.joined", "first");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, MARKDOWN, JSON, RESPONSE})
    void acceptsTheTypesThatTheChatSupports(String type) {
        var customer = customer(PLAIN, MARKDOWN, JSON, RESPONSE, INTERACTIVE);

        send(customer, type, "{\"a\": 1}");

        assertThat(customer.messages())
                .singleElement()
                .extracting(Item::contentType)
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {MARKDOWN, JSON, RESPONSE})
    void refusesTypesThatTheChatDoesNotSupport(String type) {
        for (var customer : List.of(customer(), customer(PLAIN))) {
            assertInvalid(() -> send(customer, type, "x"));
            customer.say("plain text is always fine");
            assertInvalid(() -> send(customer, type, "x"));
            assertThat(customer.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INTERACTIVE,
                "text/html",
                "text/csv",
                "TEXT/PLAIN",
                "text/plain; charset=utf-8",
                " text/plain",
                "application/vnd.amazonaws.connect.event.typing",
                "application/vnd.amazonaws.connect.event.chat.ended",
                "application/vnd.amazonaws.connect.message.attachment"
            })
    void refusesTypesThatNoParticipantMaySend(String type) {
        var customer = customer(PLAIN, MARKDOWN, JSON, RESPONSE, INTERACTIVE);

        assertInvalid(() -> send(customer, type, "x"));

        assertThat(customer.everything()).isEmpty();
    }

    /** "1..1024 characters", for JSON "1..12000" (change note of 2023-01-19), for responses 12288 (SendMessage). */
    @ParameterizedTest
    @CsvSource({
        PLAIN + ", 1024, x",
        MARKDOWN + ", 1024, x",
        JSON + ", 12000, x",
        RESPONSE + ", 12288, x",
        PLAIN + ", 1024, ü",
        PLAIN + ", 1024, " + EMOJI,
        MARKDOWN + ", 1024, " + EMOJI,
        JSON + ", 12000, " + EMOJI,
    })
    void acceptsTheMaximumLengthOfItsType(String type, int length, String character) {
        var customer = customer(PLAIN, MARKDOWN, JSON, RESPONSE);
        var content = character.repeat(length);

        send(customer, type, content);

        assertThat(customer.messages())
                .singleElement()
                .extracting(Item::content)
                .isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({
        PLAIN + ", 1025, x",
        MARKDOWN + ", 1025, x",
        JSON + ", 12001, x",
        RESPONSE + ", 12289, x",
        PLAIN + ", 1025, " + EMOJI,
        JSON + ", 16385, x",
        JSON + ", 100000, x",
    })
    void refusesMoreThanTheMaximumLengthOfItsType(String type, int length, String character) {
        var customer = customer(PLAIN, MARKDOWN, JSON, RESPONSE);

        assertInvalid(() -> send(customer, type, character.repeat(length)));

        assertThat(customer.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ContentType\": \"text/plain\", \"Content\": null}",
                "{\"ContentType\": null, \"Content\": \"x\"}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"\"}",
                "{\"ContentType\": \"\", \"Content\": \"x\"}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"NUL \\u0000\"}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"half \\ud83d\"}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"half \\ude00\"}",
                "{\"ContentType\": \"text/plain\\u0000\", \"Content\": \"x\"}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"x\", \"ClientToken\": 5}",
                "{\"ContentType\": \"text/plain\", \"Content\": \"x\", \"ClientToken\": \"\\u0000\"}",
            })
    void refusesInvalidMessages(String body) {
        var customer = customer();

        var answer = raw.post("/participant/message", customer.connectionToken(), body);

        assertRefused(answer, "ValidationException", 400);
        assertThat(customer.everything()).isEmpty();
    }

    @Test
    void storesTextUnchanged() {
        var customer = customer();
        var text = " \" \\ \n \t \u001f 👩‍👩‍👧 \u200f ' ; -- $1 ${x} <b>&amp; ";

        try (var socket = customer.subscribe()) {
            customer.say(text);
            socket.awaitMessage(text);
        }

        assertThat(customer.messages())
                .singleElement()
                .extracting(Item::content)
                .isEqualTo(text);
    }

    /** Longer than the buffer of a websocket, with multi-byte characters across its end. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123"})
    void pushesLongMessagesWhole(String beginning) {
        var customer = customer(PLAIN, JSON);
        var text = "\"" + beginning + EMOJI.repeat(11_000) + "\"";

        try (var socket = customer.subscribe()) {
            send(customer, JSON, text);
            socket.awaitMessage(text);
        }
    }
}
