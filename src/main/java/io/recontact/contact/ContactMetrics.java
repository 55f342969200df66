package io.recontact.contact;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SharedGauges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Meters of starts, ends, repeats and refusals. */
@Component
class ContactMetrics {

    private final MeterRegistry meters;

    ContactMetrics(MeterRegistry meters, SharedGauges gauges, ActiveChatQuota slots) {
        this.meters = meters;
        gauges.register(
                "recontact.chats.active", "Chats that have started and not ended, over all nodes", slots::active);
    }

    void started(@Nullable PersistentChat persistent) {
        meters.counter("recontact.chats.started").increment();
        if (persistent != null) {
            rehydrated(persistent);
        }
    }

    void rehydrated(PersistentChat persistent) {
        meters.counter(
                        "recontact.rehydrations",
                        "type",
                        persistent.rehydrationType().name())
                .increment();
    }

    void participantCreated(ParticipantRole role) {
        meters.counter("recontact.participants.invited", "role", role.name()).increment();
    }

    void created(Channel channel) {
        meters.counter("recontact.contacts.created", "channel", channel.name()).increment();
    }

    void ended(DisconnectReason reason) {
        meters.counter("recontact.chats.ended", "reason", reason.name()).increment();
    }

    void replayed(String operation) {
        meters.counter("recontact.replays", "operation", operation).increment();
    }

    void refusedByQuota(String operation) {
        meters.counter("recontact.refusals", "kind", "quota", "operation", operation)
                .increment();
    }
}
