package io.recontact.contact;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.participant.AutoDisconnected;
import io.recontact.chat.participant.ParticipantJoined;
import io.recontact.chat.participant.ParticipantLeft;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Connects and ends contacts when their participants join and leave, in the same transaction. */
@Component
class ChatParticipationListener {

    private final JdbcClient jdbc;
    private final EndContactRepository ends;
    private final ContactLifecycle lifecycle;
    private final ApplicationEventPublisher events;

    ChatParticipationListener(
            JdbcClient jdbc, EndContactRepository ends, ContactLifecycle lifecycle, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.ends = ends;
        this.lifecycle = lifecycle;
        this.events = events;
    }

    /** The first connection of the customer connects the contact, and its flow begins. It must not come too late. */
    @EventListener
    void joined(ParticipantJoined participant) {
        if (participant.role() != ParticipantRole.CUSTOMER) {
            return;
        }
        var connected = connect(participant.contact(), participant.at())
                .orElseThrow(() -> new AccessDeniedException("The chat has ended"));
        if (connected.flow() != null) {
            events.publishEvent(new FlowRequested(
                    connected.instance(),
                    connected.session(),
                    participant.contact(),
                    new ContactFlowId(connected.flow()),
                    FlowTrigger.CONNECTED,
                    participant.at()));
        }
    }

    /** A contact that its customer has connected to. Only the first contact of a session has a flow. */
    private record Connected(
            InstanceId instance,
            SessionId session,
            @Nullable UUID flow) {}

    private Optional<Connected> connect(ContactId contact, Instant now) {
        return jdbc.sql("""
                        update contact
                        set connected_to_system_at = :now, connect_by = null,
                            last_updated_at = greatest(last_updated_at, :now)
                        where id = :id and disconnected_at is null
                          and (connect_by is null or connect_by > :now) and expires_at > :now
                        returning instance_id, initial_contact_id, contact_flow_id
                        """)
                .param("id", contact.value())
                .param("now", now)
                .query((row, _) -> new Connected(
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        new SessionId(row.getObject("initial_contact_id", UUID.class)),
                        row.getObject("contact_flow_id", UUID.class)))
                .optional();
    }

    /** A chat ends when its customer leaves. When its last agent leaves, the disconnect flow runs, if there is one. */
    @EventListener
    void left(ParticipantLeft participant) {
        switch (participant.role()) {
            case CUSTOMER ->
                ends.end(new ContactEnd(participant.contact(), participant.at(), DisconnectReason.CUSTOMER_DISCONNECT));
            case AGENT -> {
                if (participant.remaining() == 0) {
                    lifecycle.lastAgentLeft(participant.contact(), DisconnectReason.AGENT_DISCONNECT, participant.at());
                }
            }
            case CUSTOM_BOT, SUPERVISOR, SYSTEM -> {} // their leaving changes nothing
        }
    }

    /** Does the same for a chat whose agent was disconnected because a participant was idle for too long. */
    @EventListener
    void autoDisconnected(AutoDisconnected chat) {
        lifecycle.lastAgentLeft(chat.contact(), DisconnectReason.IDLE_DISCONNECT, chat.at());
    }
}
