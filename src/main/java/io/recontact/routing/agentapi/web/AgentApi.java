package io.recontact.routing.agentapi.web;

import io.recontact.api.Channel;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.participant.Monitoring;
import io.recontact.routing.AcceptedContact;
import io.recontact.routing.AgentContact;
import io.recontact.routing.MonitorCapability;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of the agent API, which docs/agent-v1.yaml describes. */
interface AgentApi {

    record Offers(List<Offer> offers) {}

    /**
     * A contact that is offered to the agent.
     *
     * @param expiryTimestamp when the offer counts as missed
     */
    record Offer(
            UUID contactId,
            Channel channel,
            UUID queueId,
            Instant offeredTimestamp,
            @Nullable Instant expiryTimestamp) {

        static Offer of(AgentContact offer) {
            return new Offer(
                    offer.contact().value(), offer.channel(), offer.queue().value(), offer.stateSince(), offer.dueAt());
        }
    }

    /**
     * An agent with its contacts.
     *
     * @param agentStatusId absent for an agent who has never set a status and therefore is offline
     */
    record Agent(
            UUID userId,
            @Nullable UUID agentStatusId,
            @Nullable Instant statusStartTimestamp,
            @Nullable UUID nextAgentStatusId,
            List<Contact> contacts,
            List<MonitoredContact> monitoredContacts) {

        static Agent of(
                UUID user,
                io.recontact.routing.@Nullable Agent agent,
                List<AgentContact> contacts,
                List<Monitoring> monitored) {
            return new Agent(
                    user,
                    agent == null ? null : agent.status().value(),
                    agent == null ? null : agent.statusSince(),
                    agent == null || agent.nextStatus() == null
                            ? null
                            : agent.nextStatus().value(),
                    contacts.stream().map(Contact::of).toList(),
                    monitored.stream().map(MonitoredContact::of).toList());
        }
    }

    record Contact(
            UUID contactId,
            Channel channel,
            UUID queueId,
            String agentContactState,
            Instant stateStartTimestamp,
            @Nullable Instant connectedToAgentTimestamp,
            @Nullable UUID participantId) {

        static Contact of(AgentContact contact) {
            var participant = contact.participant();
            return new Contact(
                    contact.contact().value(),
                    contact.channel(),
                    contact.queue().value(),
                    contact.state().name(),
                    contact.stateSince(),
                    contact.connectedAt(),
                    participant == null ? null : participant.value());
        }
    }

    /** A chat that the user supervises, and what the user does and may do there. */
    record MonitoredContact(
            UUID contactId,
            UUID participantId,
            MonitorCapability monitorState,
            List<MonitorCapability> allowedMonitorCapabilities) {

        static MonitoredContact of(Monitoring monitoring) {
            return new MonitoredContact(
                    monitoring.contact().value(),
                    monitoring.participant().value(),
                    monitoring.isSilent() ? MonitorCapability.SILENT_MONITOR : MonitorCapability.BARGE,
                    monitoring.mayBarge()
                            ? List.of(MonitorCapability.SILENT_MONITOR, MonitorCapability.BARGE)
                            : List.of(MonitorCapability.SILENT_MONITOR));
        }
    }

    record Accepted(
            UUID contactId,
            @Nullable UUID participantId,
            @Nullable String participantToken) {

        static Accepted of(AcceptedContact contact) {
            var participant = contact.participant();
            return new Accepted(
                    contact.contact().value(),
                    participant == null ? null : participant.value(),
                    contact.participantToken());
        }
    }

    record Transfer(
            @Nullable String queueId,
            @Nullable String userId,
            @Nullable String quickConnectId) {

        void requireOne() {
            if (Stream.of(queueId, userId, quickConnectId)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw new InvalidRequestException(
                        "One of QueueId, UserId and QuickConnectId is required, and no other");
            }
        }
    }

    record Transferred(UUID contactId) {}
}
