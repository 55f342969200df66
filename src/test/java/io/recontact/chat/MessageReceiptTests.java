package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.token.TokenService;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.ParticipantFixtures;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.ConflictException;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.Receipt;
import software.amazon.awssdk.services.connectparticipant.model.SendEventResponse;
import tools.jackson.databind.JsonNode;

/** Receipts of a customer and an agent. */
@ServiceTest
class MessageReceiptTests {

    private static final String PREFIX = "application/vnd.amazonaws.connect.event.message.";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final ParticipantFixtures company;
    private final StartChatContactResponse chat;
    private final Participant customer;
    private final Participant agent;

    MessageReceiptTests(Service.Calls calls, RawCalls raw, MutableClock clock, JdbcClient jdbc, TokenService tokens) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        this.company = new ParticipantFixtures(jdbc, tokens);
        this.chat = tenant.start(_ -> {});
        this.customer = calls.customerOf(chat);
        this.agent = calls.participant(company.invite(chat.contactId(), "AGENT"));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static SendEventResponse send(Participant reader, String kind, String content) {
        return reader.client()
                .sendEvent(r -> r.connectionToken(reader.connectionToken())
                        .contentType(PREFIX + kind)
                        .content(content)
                        // As ChatJS does for every message.
                        .clientToken(kind.equals("read") ? "INCOMING_READ_RECEIPT" : "INCOMING_DELIVERED_RECEIPT"));
    }

    private static SendEventResponse receipt(Participant reader, String kind, String message) {
        return send(reader, kind, "{\"messageId\":\"%s\"}".formatted(message));
    }

    private static String idOf(JsonNode item) {
        return item.path("MessageMetadata").path("MessageId").asString();
    }

    private static List<JsonNode> pushed(LiveSocket socket) {
        return socket.items().stream()
                .filter(item -> item.path("Type").asString().equals("MESSAGEMETADATA"))
                .toList();
    }

    private static Item itemOf(Participant reader, String message) {
        return reader.everything().stream()
                .filter(item -> item.id().equals(message))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void arePushedToEverybodyAndListedWithTheMessage() {
        agent.say("How can I help?");
        var message = customer.say("Hello").id();
        try (var socket = customer.subscribe();
                var own = agent.subscribe()) {
            var sent = receipt(agent, "delivered", message);

            var item = socket.awaitItem(i -> i.path("Type").asString().equals("MESSAGEMETADATA"));
            assertThat(item.path("Id").asString()).isEqualTo(sent.id());
            assertThat(item.path("AbsoluteTime").asString()).isEqualTo(sent.absoluteTime());
            assertThat(idOf(item)).isEqualTo(message);
            assertThat(item.path("ContactId").asString()).isEqualTo(chat.contactId());
            assertThat(item.path("InitialContactId").asString()).isEqualTo(chat.contactId());
            var receipts = item.path("MessageMetadata").path("Receipts");
            assertThat(receipts.size()).as("ChatJS needs one entry").isEqualTo(1);
            assertThat(receipts.path(0).path("DeliveredTimestamp").asString()).isEqualTo(sent.absoluteTime());
            assertThat(receipts.path(0).has("ReadTimestamp")).isFalse();
            assertThat(receipts.path(0).path("RecipientParticipantId").asString())
                    .isNotEqualTo(chat.participantId());
            own.awaitItem(i -> i.path("Type").asString().equals("MESSAGEMETADATA"));

            assertThat(itemOf(customer, message).messageMetadata()).satisfies(metadata -> {
                assertThat(metadata.messageId()).isEqualTo(message);
                assertThat(metadata.receipts()).singleElement().satisfies(receipt -> {
                    assertThat(receipt.deliveredTimestamp()).isEqualTo(sent.absoluteTime());
                    assertThat(receipt.readTimestamp()).isNull();
                    assertThat(receipt.recipientParticipantId())
                            .isEqualTo(receipts.path(0)
                                    .path("RecipientParticipantId")
                                    .asString());
                });
            });
        }
        assertThat(customer.everything())
                .as("a receipt is no item")
                .allMatch(item -> List.of("EVENT", "MESSAGE").contains(item.typeAsString()))
                .filteredOn(item -> item.messageMetadata() != null)
                .hasSize(1);
    }

    @Test
    void haveBothTimesOnceAMessageIsRead() {
        var message = agent.say("Hello").id();
        var delivered = receipt(customer, "delivered", message);
        clock.advance(Duration.ofMinutes(1));
        var read = receipt(customer, "read", message);

        assertThat(itemOf(agent, message).messageMetadata().receipts())
                .containsExactly(Receipt.builder()
                        .deliveredTimestamp(delivered.absoluteTime())
                        .readTimestamp(read.absoluteTime())
                        .recipientParticipantId(chat.participantId())
                        .build());
    }

    @Test
    void areNotPushedForADeliveryAfterTheRead() {
        var message = agent.say("Hello").id();
        try (var socket = agent.subscribe()) {
            var read = receipt(customer, "read", message);
            receipt(customer, "delivered", message);
            customer.say("after it");
            socket.awaitMessage("after it");

            assertThat(pushed(socket)).singleElement().satisfies(item -> {
                var receipt = item.path("MessageMetadata").path("Receipts").path(0);
                assertThat(receipt.path("ReadTimestamp").asString()).isEqualTo(read.absoluteTime());
                assertThat(receipt.has("DeliveredTimestamp")).isFalse();
            });
        }
    }

    @Test
    void areStoredOnceDespiteRepeats() {
        var message = agent.say("Hello").id();
        try (var socket = agent.subscribe()) {
            var first = receipt(customer, "read", message);
            clock.advance(Duration.ofMinutes(1));
            var second = receipt(customer, "read", message);
            customer.say("after it");
            socket.awaitMessage("after it");

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.absoluteTime()).isEqualTo(first.absoluteTime());
            assertThat(pushed(socket)).hasSize(1);
        }
    }

    @Test
    void areStoredOnceUnderConcurrency() {
        var message = agent.say("Hello").id();
        try (var socket = agent.subscribe()) {
            var answers = ConcurrentCalls.run(20, i -> receipt(customer, i % 2 == 0 ? "read" : "delivered", message));
            customer.say("after it");
            socket.awaitMessage("after it");

            assertThat(answers.stream().map(SendEventResponse::id).distinct()).hasSize(2);
            assertThat(pushed(socket)).hasSizeBetween(1, 2);
            // Of two concurrent receipts, either may be pushed first.
            assertThat(pushed(socket))
                    .anyMatch(item -> item.path("MessageMetadata")
                            .path("Receipts")
                            .path(0)
                            .has("ReadTimestamp"));
        }
        assertThat(itemOf(agent, message).messageMetadata().receipts()).hasSize(1);
    }

    /** ChatJS sends all receipts of a kind with the same token. */
    @Test
    void areIdentifiedByTheirMessageNotByTheirToken() {
        var first = agent.say("one").id();
        var second = agent.say("two").id();
        try (var socket = agent.subscribe()) {
            var ids = List.of(
                    receipt(customer, "delivered", first).id(),
                    receipt(customer, "delivered", second).id());
            customer.say("after it");
            socket.awaitMessage("after it");

            assertThat(ids).doesNotHaveDuplicates();
            assertThat(pushed(socket).stream().map(MessageReceiptTests::idOf)).containsExactly(first, second);
        }
        assertThat(itemOf(agent, second).messageMetadata()).isNotNull();
    }

    @Test
    void mayHaveFurtherMembersInTheirContent() {
        var message = agent.say("Hello").id();

        send(customer, "read", " {\"disableThrottle\": true, \"messageId\": \"%s\", \"x\": {}} ".formatted(message));
        send(customer, "delivered", "{\"messageId\":\"%s\"}".formatted(message.toUpperCase(java.util.Locale.ROOT)));

        assertThat(itemOf(agent, message).messageMetadata().receipts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "{}",
                "[]",
                "null",
                "5",
                "\"{id}\"",
                "{\"messageId\": null}",
                "{\"messageId\": \"\"}",
                "{\"messageId\": 5}",
                "{\"messageId\": [\"{id}\"]}",
                "{\"messageId\": {\"messageId\": \"{id}\"}}",
                "{\"messageId\": \"{id}\"} x",
                "{\"messageId\": \"{id}\", \"messageId\": \"{id}\"}",
                "{\"messageid\": \"{id}\"}",
                "{\"messageId\": \" {id}\"}",
                "{\"messageId\": \"not-an-id\"}",
                "{\"messageId\": \"1-1-1-1-1\"}",
                "{\"messageId\": \"00000000-0000-0000-0000-000000000000\"}",
            })
    void areRefusedWithoutTheIdOfAMessage(String content) {
        var message = agent.say("Hello").id();

        assertInvalid(() -> send(customer, "read", content.replace("{id}", message)));
        assertInvalid(() -> send(customer, "delivered", content.replace("{id}", message)));

        assertThat(itemOf(agent, message).messageMetadata()).isNull();
    }

    @Test
    void areRefusedWithoutContent() {
        for (var kind : List.of("read", "delivered")) {
            var answer = raw.post(
                    "/participant/event",
                    customer.connectionToken(),
                    "{\"ContentType\": \"%s\"}".formatted(PREFIX + kind));
            assertRefused(answer, "ValidationException", 400);
        }
    }

    @Test
    void areForMessagesOfOthersInThisChat() {
        var own = customer.say("my own").id();
        var other = calls.customerOf(tenant.start(_ -> {})).say("elsewhere").id();
        var joined = customer.everything().getFirst().id();

        for (var message : List.of(own, other, joined, UUID.randomUUID().toString())) {
            assertInvalid(() -> receipt(customer, "read", message));
            assertInvalid(() -> receipt(customer, "delivered", message));
        }
    }

    /** "Message receipts are not supported when there are more than two active participants in the chat." */
    @Test
    void areRefusedWithMoreThanTwoActiveParticipants() {
        var message = agent.say("Hello").id();
        receipt(customer, "delivered", message);
        var supervisor = calls.participant(company.invite(chat.contactId(), "SUPERVISOR"));
        receipt(customer, "delivered", message);

        supervisor.say("I listen in");

        assertRefused(() -> receipt(customer, "read", message), ConflictException.class, 409);
        assertRefused(() -> receipt(supervisor, "read", message), ConflictException.class, 409);
        supervisor.disconnect();
        receipt(customer, "read", message);
    }

    @Test
    void stayWithTheirMessageInTheNextChat() {
        var message = agent.say("Hello").id();
        var read = receipt(customer, "read", message);
        tenant.stop(chat.contactId());

        var resumed = calls.customerOf(tenant.start(c ->
                c.persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId()))));

        assertThat(itemOf(resumed, message).messageMetadata().receipts())
                .extracting(Receipt::readTimestamp)
                .containsExactly(read.absoluteTime());
        assertInvalid(() -> receipt(resumed, "delivered", message));
    }
}
