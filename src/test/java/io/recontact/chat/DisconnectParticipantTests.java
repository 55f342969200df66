package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.token.TokenService;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.ParticipantFixtures;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.Item;

@ServiceTest
class DisconnectParticipantTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ParticipantFixtures company;

    DisconnectParticipantTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc, TokenService tokens) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.company = new ParticipantFixtures(jdbc, tokens);
    }

    private static void leave(Participant participant, String token) {
        participant
                .client()
                .disconnectParticipant(
                        r -> r.connectionToken(participant.connectionToken()).clientToken(token));
    }

    /** The transcript of an ended chat, read by the chat that resumes it. */
    private List<Item> transcriptOf(String contact) {
        return calls.customerOf(tenant.start(c -> c.persistentChat(
                        p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(contact))))
                .everything();
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.participantRoleAsString() + " "
                        + item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }

    @Test
    void endsTheChatOfTheCustomer() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("bye");

        customer.disconnect();

        var contact = tenant.describe(chat.contactId());
        assertThat(contact.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(contact.disconnectTimestamp()).isNotNull();
        assertThat(transcriptOf(chat.contactId()).stream().map(DisconnectParticipantTests::summary))
                .containsExactly("CUSTOMER participant.joined", "bye", "CUSTOMER participant.left", "null chat.ended");
        assertDenied(() -> calls.customerOf(chat));
    }

    @Test
    void writesNoLeaveEventForACustomerWhoNeverJoined() {
        var chat = tenant.start(_ -> {});

        calls.customerOf(chat).disconnect();

        assertThat(tenant.describe(chat.contactId()).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(transcriptOf(chat.contactId()).stream().map(DisconnectParticipantTests::summary))
                .containsExactly("null chat.ended");
    }

    @Test
    void endsTheChatOfTheLastAgent() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("hello");
        var first = calls.participant(company.invite(chat.contactId(), "AGENT"));
        var second = calls.participant(company.invite(chat.contactId(), "AGENT"));
        first.say("first");
        second.say("second");

        first.disconnect();
        assertThat(tenant.describe(chat.contactId()).disconnectTimestamp()).isNull();
        second.disconnect();

        assertThat(tenant.describe(chat.contactId()).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(transcriptOf(chat.contactId()).stream().map(DisconnectParticipantTests::summary))
                .containsExactly(
                        "CUSTOMER participant.joined",
                        "hello",
                        "AGENT participant.joined",
                        "first",
                        "AGENT participant.joined",
                        "second",
                        "AGENT participant.left",
                        "AGENT participant.left",
                        "null chat.ended");
    }

    @Test
    void keepsTheChatWhenBotsAndSupervisorsLeave() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("hello");
        for (var role : List.of("CUSTOM_BOT", "SUPERVISOR")) {
            var guest = calls.participant(company.invite(chat.contactId(), role));
            guest.say("hello");
            guest.disconnect();
        }

        assertThat(tenant.describe(chat.contactId()).disconnectTimestamp()).isNull();
        calls.customerOf(chat).say("still here");
    }

    @Test
    void disconnectsParticipantsThatLeaveWithTheCustomer() {
        // DisconnectOnCustomerExit is newer than the SDK.
        var body = """
                {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"},
                 "DisconnectOnCustomerExit": ["AGENT"]}""".formatted(tenant.instance(), tenant.flow());
        var started = raw.put("/contact/chat", body).body();
        var contact = com.jayway.jsonpath.JsonPath.<String>read(started, "$.ContactId");
        var customer = calls.participant(com.jayway.jsonpath.JsonPath.read(started, "$.ParticipantToken"));
        customer.say("hello");
        calls.participant(company.invite(contact, "AGENT")).say("hello");

        customer.disconnect();

        assertThat(transcriptOf(contact).stream().map(DisconnectParticipantTests::summary))
                .containsExactly(
                        "CUSTOMER participant.joined",
                        "hello",
                        "AGENT participant.joined",
                        "hello",
                        "CUSTOMER participant.left",
                        "AGENT participant.left",
                        "null chat.ended");
    }

    @Test
    void canBeRepeatedOnlyWithItsClientToken() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("bye");

        leave(customer, "token");
        leave(customer, "token");

        assertDenied(() -> leave(customer, "another"));
        assertDenied(() -> leave(customer, ""));
        assertDenied(customer::disconnect);
        assertThat(transcriptOf(chat.contactId())).hasSize(4);
    }

    @Test
    void takesEffectOnceUnderConcurrency() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("bye");

        var outcomes = ConcurrentCalls.run(12, i -> {
            try {
                leave(customer, i % 2 == 0 ? "token" : "token" + i);
                return true;
            } catch (AccessDeniedException _) {
                return false;
            }
        });

        assertThat(outcomes).contains(true);
        assertThat(transcriptOf(chat.contactId())).hasSize(4);
        assertThat(tenant.describe(chat.contactId()).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
    }

    @Test
    void endsOnceWithTheFirstOfConcurrentCalls() {
        for (int round = 0; round < 10; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.customerOf(chat);
            customer.say("bye");

            ConcurrentCalls.run(2, i -> {
                try {
                    if (i == 0) {
                        customer.disconnect();
                    } else {
                        tenant.stop(chat.contactId());
                    }
                    return true;
                } catch (AccessDeniedException _) {
                    return false; // the chat was stopped before
                } catch (ContactNotFoundException _) {
                    return false; // the customer had left before
                }
            });

            var contact = tenant.describe(chat.contactId());
            var items = transcriptOf(chat.contactId()).stream()
                    .map(DisconnectParticipantTests::summary)
                    .toList();
            assertThat(contact.disconnectReason()).isIn("CUSTOMER_DISCONNECT", "API");
            assertThat(items.getLast()).isEqualTo("null chat.ended");
            assertThat(items).filteredOn("null chat.ended"::equals).hasSize(1);
            assertThat(items.contains("CUSTOMER participant.left"))
                    .isEqualTo(contact.disconnectReason().equals("CUSTOMER_DISCONNECT"));
        }
    }

    @Test
    void refusesATokenLongerThanTheModelAllows() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        assertInvalid(() -> leave(customer, "t".repeat(501)));

        leave(customer, "t".repeat(500));
    }
}
