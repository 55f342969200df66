package io.recontact.contact;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.participant.AutoDisconnected;
import io.recontact.chat.participant.ParticipantJoined;
import io.recontact.chat.participant.ParticipantLeft;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Connects and ends contacts when their participants join and leave, in the same transaction. */
@Component
class ChatParticipationListener {

    private final ContactRepository contacts;
    private final EndContactRepository ends;
    private final ContactLifecycle lifecycle;
    private final ApplicationEventPublisher events;

    ChatParticipationListener(
            ContactRepository contacts,
            EndContactRepository ends,
            ContactLifecycle lifecycle,
            ApplicationEventPublisher events) {
        this.contacts = contacts;
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
        var connected = contacts.connect(participant.contact().value(), participant.at())
                .orElseThrow(() -> new AccessDeniedException("The chat has ended"));
        var flow = connected.getFlowId();
        if (flow != null) {
            events.publishEvent(new FlowRequested(
                    new InstanceId(connected.getInstanceId()),
                    new SessionId(connected.getSessionId()),
                    participant.contact(),
                    new ContactFlowId(flow),
                    FlowTrigger.CONNECTED,
                    participant.at()));
        }
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
