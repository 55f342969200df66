package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;

/** The ClientToken of a message. */
@ServiceTest
class SendMessageTokenTests {

    private static final String PLAIN = "text/plain";
    private static final String MARKDOWN = "text/markdown";

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    SendMessageTokenTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    private Participant customer() {
        return calls.customerOf(tenant.start(chat -> chat.supportedMessagingContentTypes(PLAIN, MARKDOWN)));
    }

    private static SendMessageResponse send(Participant sender, String type, String content, String token) {
        return sender.client()
                .sendMessage(r -> r.connectionToken(sender.connectionToken())
                        .contentType(type)
                        .content(content)
                        .clientToken(token));
    }

    @Test
    void answersARepeatLikeTheFirstAndStoresItOnce() {
        var customer = customer();
        var token = UUID.randomUUID().toString();

        var first = send(customer, PLAIN, "once", token);
        customer.say("in between");
        var second = send(customer, PLAIN, "once", token);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.absoluteTime()).isEqualTo(first.absoluteTime());
        assertThat(customer.messages()).extracting(Item::content).containsExactly("once", "in between");
    }

    @Test
    void refusesTheTokenOfAnotherMessage() {
        var customer = customer();
        send(customer, PLAIN, "once", "token");

        assertInvalid(() -> send(customer, PLAIN, "twice", "token"));
        assertInvalid(() -> send(customer, MARKDOWN, "once", "token"));

        assertThat(customer.messages()).hasSize(1);
    }

    @Test
    void remembersNoTokenOfAMessageThatWasRefused() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        assertInvalid(() -> send(customer, PLAIN, "x".repeat(2_000), "token"));
        assertInvalid(() -> send(customer, MARKDOWN, "x", "token"));

        send(customer, PLAIN, "short enough", "token");

        assertThat(customer.messages()).hasSize(1);
    }

    @Test
    void treatsTheSameTextWithAnotherTokenAsAnotherMessage() {
        var customer = customer();
        var ids = List.of(
                send(customer, PLAIN, "hello", "one").id(),
                send(customer, PLAIN, "hello", "two").id(),
                send(customer, PLAIN, "hello", "").id(),
                send(customer, PLAIN, "hello", "").id());

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(customer.messages()).extracting(Item::id).isEqualTo(ids);
    }

    @Test
    void treatsTheSameTokenOfAnotherParticipantAsAnotherMessage() {
        var mine = customer();
        var yours = customer();

        var ids = List.of(
                send(mine, PLAIN, "mine", "token").id(),
                send(yours, PLAIN, "yours", "token").id());

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(yours.messages()).extracting(Item::content).containsExactly("yours");
    }

    @Test
    void limitsOnlyTheLengthOfAToken() {
        var customer = customer();
        var token = "ü😀\n".repeat(125);

        assertThat(send(customer, PLAIN, "x", token).id())
                .isEqualTo(send(customer, PLAIN, "x", token).id());
        assertInvalid(() -> send(customer, PLAIN, "x", token + "x"));
    }

    @Test
    void refusesARepeatOnceTheChatHasEnded() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        send(customer, PLAIN, "once", "token");

        tenant.stop(chat.contactId());

        assertDenied(() -> send(customer, PLAIN, "once", "token"));
        assertDenied(() -> customer.say("too late"));
    }
}
