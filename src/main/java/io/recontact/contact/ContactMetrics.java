package io.recontact.contact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.ParticipantRole;
import io.recontact.api.RefusalCounters;
import io.recontact.api.SharedGauges;
import io.recontact.api.TaggedCounter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Meters of starts, ends, repeats and refusals. */
@Component
class ContactMetrics {

    /** The reasons for which chats end here; imports and bulk changes bring others. */
    private static final DisconnectReason[] REASONS = {
        DisconnectReason.API,
        DisconnectReason.CONTACT_FLOW_DISCONNECT,
        DisconnectReason.CUSTOMER_DISCONNECT,
        DisconnectReason.AGENT_DISCONNECT,
        DisconnectReason.CUSTOMER_CONNECTION_NOT_ESTABLISHED,
        DisconnectReason.EXPIRED,
        DisconnectReason.IDLE_DISCONNECT
    };

    private final Counter started;
    private final Counter refusedByQuota;
    private final TaggedCounter rehydrations;
    private final TaggedCounter participants;
    private final TaggedCounter created;
    private final TaggedCounter ended;
    private final TaggedCounter replays;

    ContactMetrics(MeterRegistry meters, SharedGauges gauges, ActiveChatQuota slots) {
        gauges.register(
                "recontact.chats.active", "Chats that have started and not ended, over all nodes", slots::active);
        this.started = Counter.builder("recontact.chats.started")
                .description("Chats started, without repeats")
                .register(meters);
        this.refusedByQuota = RefusalCounters.register(meters, "quota", "StartChatContact");
        this.rehydrations =
                new TaggedCounter(meters, "recontact.rehydrations", "Past chats attached to chats", "type", (Object[])
                        RehydrationType.values());
        this.participants = new TaggedCounter(
                meters,
                "recontact.participants.invited",
                "Participants that CreateParticipant added, without repeats",
                "role",
                ParticipantRole.CUSTOM_BOT,
                ParticipantRole.AGENT);
        this.created = new TaggedCounter(
                meters,
                "recontact.contacts.started",
                "Contacts without a conversation, without repeats",
                "channel",
                Channel.TASK,
                Channel.VOICE,
                Channel.EMAIL);
        this.ended = new TaggedCounter(
                meters, "recontact.chats.ended", "Chats ended, by reason", "reason", (Object[]) REASONS);
        this.replays = new TaggedCounter(
                meters,
                "recontact.replays",
                "Requests with a used ClientToken that got the answer of the first request",
                "operation",
                "StartChatContact",
                "CreateParticipant",
                "CreatePersistentContactAssociation",
                "StartTaskContact",
                "CreateContact",
                "TransferContact");
    }

    void started(@Nullable PersistentChat persistent) {
        started.increment();
        if (persistent != null) {
            rehydrated(persistent);
        }
    }

    void rehydrated(PersistentChat persistent) {
        rehydrations.increment(persistent.rehydrationType());
    }

    void participantCreated(ParticipantRole role) {
        participants.increment(role);
    }

    void created(Channel channel) {
        created.increment(channel);
    }

    void ended(DisconnectReason reason) {
        ended.increment(reason);
    }

    void replayed(String operation) {
        replays.increment(operation);
    }

    void refusedByQuota() {
        refusedByQuota.increment();
    }
}
