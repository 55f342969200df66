package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** A whole conversation: connect, send messages, end, resume, read the past. */
@ServiceTest
class ConversationTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    ConversationTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    @Test
    void isHeldAndResumed() {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var customer = calls.customerOf(chat);
        String second;
        try (var socket = customer.subscribe()) {
            socket.awaitEvent("participant.joined");
            assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                    .isNotNull();
            var sent = customer.say("Is anybody there?");
            var pushed = socket.awaitMessage("Is anybody there?");
            assertThat(pushed.path("Id").asString()).isEqualTo(sent.id());
            assertThat(pushed.path("AbsoluteTime").asString()).isEqualTo(sent.absoluteTime());
            assertThat(pushed.path("InitialContactId").asString()).isEqualTo(chat.contactId());
            customer.event("typing");
            socket.awaitEvent("typing");
            customer.disconnect();
            socket.awaitEvent("chat.ended");
            assertThat(socket.awaitClosed()).isEqualTo(1000);
        }
        assertThat(tenant.describe(chat.contactId()).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");

        second = tenant.start(c -> c.persistentChat(
                                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId()))
                        .clientToken(UUID.randomUUID().toString()))
                .participantToken();
        var returning = calls.participant(second);
        try (var socket = returning.subscribe()) {
            socket.awaitEvent("participant.joined");
            returning.say("I am back");
            socket.awaitMessage("I am back");
            assertThat(returning.everything().stream().map(ConversationTests::summary))
                    .containsExactly(
                            "Hello",
                            "participant.joined",
                            "Is anybody there?",
                            "participant.left",
                            "chat.ended",
                            "participant.joined",
                            "I am back");
        }
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }
}
