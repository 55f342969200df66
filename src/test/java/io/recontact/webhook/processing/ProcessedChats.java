package io.recontact.webhook.processing;

import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactMediaProcessingFailureMode;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Chats of a customer and a bot, whose messages a function processes. */
record ProcessedChats(Service.Calls calls, Service.Tenant tenant, JdbcClient jdbc) {

    record Chat(String contact, Participant customer, Participant bot) {}

    Chat start() {
        var started = tenant.start(_ -> {});
        return new Chat(
                started.contactId(),
                calls.customerOf(started),
                calls.joined(tenant.invite(started.contactId(), "CUSTOM_BOT")
                        .participantCredentials()
                        .participantToken()));
    }

    Chat start(String processor, ContactMediaProcessingFailureMode mode) {
        var chat = start();
        process(chat, processor, mode);
        return chat;
    }

    void process(Chat chat, String processor, ContactMediaProcessingFailureMode mode) {
        tenant.connect()
                .startContactMediaProcessing(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contact())
                        .processorArn(processor)
                        .failureMode(mode));
    }

    void stopProcessing(Chat chat) {
        tenant.connect()
                .stopContactMediaProcessing(r -> r.instanceId(tenant.instance()).contactId(chat.contact()));
    }

    /** Returns the contents of the messages that a participant reads, in order. */
    static List<String> readBy(Participant participant) {
        return participant.messages().stream().map(Item::content).toList();
    }

    /** Returns the items of a session in order: the content, or the end of the type of an event, and the decision. */
    List<String> stored(String session) {
        return jdbc.sql("""
                        select coalesce(content, substring(content_type from '[a-z]+\\.[a-z]+$')) || coalesce(' ' || processing, '')
                        from transcript_item
                        where session_id = :session
                        order by sequence
                        """)
                .param("session", UUID.fromString(session))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    long held(String session) {
        return jdbc.sql("""
                        select (select count(*) from held_message where session_id = :session)
                             + (select count(*) from message_processing where session_id = :session)
                        """)
                .param("session", UUID.fromString(session))
                .query(Long.class)
                .single();
    }
}
