package io.recontact.flow;

import static org.awaitility.Awaitility.await;

import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;

/** Chats that run flows. */
record FlowFixtures(Service.Calls calls, Service.Tenant tenant, JdbcClient jdbc) {

    /** A chat whose customer has connected. */
    record Chat(String contact, Participant customer) {}

    String create(String content) {
        return create(content, ContactFlowType.CONTACT_FLOW);
    }

    String create(String content, ContactFlowType type) {
        return tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name("flow " + UUID.randomUUID())
                        .type(type)
                        .content(content))
                .contactFlowId();
    }

    /** Creates a flow, starts a chat with it and connects its customer. */
    Chat start(String content) {
        return startWith(create(content), _ -> {});
    }

    Chat start(String content, Consumer<StartChatContactRequest.Builder> changes) {
        return startWith(create(content), changes);
    }

    Chat startWith(String flow, Consumer<StartChatContactRequest.Builder> changes) {
        var started = tenant.start(chat -> chat.contactFlowId(flow).applyMutation(changes));
        return new Chat(started.contactId(), calls.joined(started.participantToken()));
    }

    /** Returns the messages of flows in a session. */
    List<String> said(String session) {
        return jdbc.sql("""
                        select content
                        from transcript_item
                        where session_id = :session and role = 'SYSTEM' and type = 'MESSAGE'
                        order by sequence
                        """)
                .param("session", UUID.fromString(session))
                .query((row, _) -> String.valueOf(row.getString("content")))
                .list();
    }

    void awaitSaid(String session, String... texts) {
        await().atMost(Duration.ofSeconds(20)).until(() -> said(session).equals(List.of(texts)));
    }

    /** Waits until the flow of a contact waits. */
    void awaitWaiting(String contact) {
        await().atMost(Duration.ofSeconds(20)).until(() -> statusOf(contact).equals(List.of("WAITING")));
    }

    /** Waits until a contact no longer runs a flow. */
    void awaitFlowEnd(String contact) {
        await().atMost(Duration.ofSeconds(20)).until(() -> statusOf(contact).isEmpty());
    }

    void awaitEnded(String contact) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tenant.describe(contact).disconnectTimestamp() != null);
    }

    List<String> statusOf(String contact) {
        return jdbc.sql("select status from flow_run where contact_id = :contact")
                .param("contact", UUID.fromString(contact))
                .query((row, _) -> String.valueOf(row.getString("status")))
                .list();
    }

    /** Returns the current contact of a session. */
    String current(String session) {
        return jdbc.sql("select current_contact_id from chat_session where id = :session")
                .param("session", UUID.fromString(session))
                .query(UUID.class)
                .single()
                .toString();
    }
}
