package io.recontact.contact;

import io.recontact.chat.AutoDisconnected;
import io.recontact.chat.ParticipantJoined;
import io.recontact.chat.ParticipantLeft;
import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.ContactId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the coming and going of participants means for their contact, in the same transaction. */
@Component
class ChatAttendance {

    private final JdbcClient jdbc;
    private final ContactEnds ends;

    ChatAttendance(JdbcClient jdbc, ContactEnds ends) {
        this.jdbc = jdbc;
        this.ends = ends;
    }

    /** The customer's first connection connects the contact, unless it comes too late. */
    @EventListener
    void joined(ParticipantJoined participant) {
        if (participant.role().equals("CUSTOMER") && !connect(participant.contact(), participant.at())) {
            throw new AccessDeniedException("The chat has ended");
        }
    }

    private boolean connect(ContactId contact, Instant now) {
        return jdbc.sql("""
                                update contact
                                set connected_to_system_at = :now, connect_by = null,
                                    last_updated_at = greatest(last_updated_at, :now)
                                where id = :id and disconnected_at is null
                                  and (connect_by is null or connect_by > :now) and expires_at > :now
                                """)
                        .param("id", contact.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** A chat without its customer is over, and so is one that its last agent has left. */
    @EventListener
    void left(ParticipantLeft participant) {
        switch (participant.role()) {
            case "CUSTOMER" -> end(participant, DisconnectReason.CUSTOMER_DISCONNECT);
            case "AGENT" -> {
                if (participant.remaining() == 0) {
                    end(participant, DisconnectReason.AGENT_DISCONNECT);
                }
            }
            default -> {} // bots and supervisors come and go
        }
    }

    /** So is one that has only its customer left, since somebody was idle for too long. */
    @EventListener
    void autoDisconnected(AutoDisconnected chat) {
        ends.end(new Ending(chat.contact(), chat.at(), DisconnectReason.IDLE_DISCONNECT));
    }

    private void end(ParticipantLeft participant, DisconnectReason reason) {
        ends.end(new Ending(participant.contact(), participant.at(), reason));
    }
}
