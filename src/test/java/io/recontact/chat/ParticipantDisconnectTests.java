package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/** Races of participants who leave with each other, with StopContact and with messages. */
@ServiceTest
class ParticipantDisconnectTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;

    ParticipantDisconnectTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
    }

    private Participant agentOf(String contact) {
        return calls.joined(
                tenant.invite(contact, "AGENT").participantCredentials().participantToken());
    }

    /** All items of a chat, ended or not, as role and event or message. */
    private List<String> itemsOf(String contact) {
        return jdbc.sql("""
                        select coalesce(role || ' ', '')
                            || coalesce(content, replace(content_type, 'application/vnd.amazonaws.connect.event.', ''))
                        from transcript_item
                        where session_id = :contact
                        order by sequence
                        """)
                .param("contact", UUID.fromString(contact))
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void continuesWhenAnAgentLeavesWhoNeverJoined() {
        var chat = tenant.start(_ -> {});
        var customer = calls.joined(chat.participantToken());
        var agent = calls.participant(tenant.invite(chat.contactId(), "AGENT")
                .participantCredentials()
                .participantToken());

        agent.disconnect();

        customer.say("Is nobody coming?");
        assertThat(itemsOf(chat.contactId()))
                .containsExactly("CUSTOMER participant.joined", "CUSTOMER Is nobody coming?");
    }

    @Test
    void givesConcurrentDuplicatesOneAnswer() {
        for (int round = 0; round < 5; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.joined(chat.participantToken());
            var clientToken = UUID.randomUUID().toString();

            ConcurrentCalls.run(
                    6,
                    _ -> calls.participants()
                            .disconnectParticipant(r -> r.connectionToken(customer.connectionToken())
                                    .clientToken(clientToken)));

            assertThat(itemsOf(chat.contactId()))
                    .containsExactly("CUSTOMER participant.joined", "CUSTOMER participant.left", "chat.ended");
        }
    }

    @Test
    void endsOnceAndLastWhileAllParticipantsSend() {
        for (int round = 0; round < 12; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.joined(chat.participantToken());
            var agent = agentOf(chat.contactId());

            ConcurrentCalls.run(10, i -> {
                try {
                    switch (i) {
                        case 0 -> customer.disconnect();
                        case 1 -> tenant.stop(chat.contactId());
                        case 2 -> agent.disconnect();
                        default -> talk(i % 2 == 0 ? customer : agent);
                    }
                } catch (AccessDeniedException _) {
                    // the chat has ended, or the agent has left; a deadlock would be another error
                } catch (ContactNotFoundException _) {
                    // another call has ended the chat
                }
                return i;
            });

            assertEndedOnceAndLast(chat);
        }
    }

    private static void talk(Participant participant) {
        for (int n = 0; n < 20; n++) {
            participant.say("Message " + n);
        }
    }

    private void assertEndedOnceAndLast(StartChatContactResponse chat) {
        var items = itemsOf(chat.contactId());
        assertThat(items.getLast()).isEqualTo("chat.ended");
        assertThat(items).containsOnlyOnce("chat.ended");
        assertThat(tenant.describe(chat.contactId()).disconnectReason())
                .isIn("CUSTOMER_DISCONNECT", "AGENT_DISCONNECT", "API");
        assertThat(jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .as("the slot is given back once")
                .isZero();
    }
}
