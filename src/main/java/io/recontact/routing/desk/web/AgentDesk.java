package io.recontact.routing.desk.web;

import io.recontact.routing.AcceptedContact;
import io.recontact.routing.AgentState;
import io.recontact.routing.HeldContact;
import io.recontact.wire.Channel;
import io.recontact.wire.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the agent API, as docs/agent-v1.yaml tells them. */
interface AgentDesk {

    record Offers(List<Offer> offers) {}

    /**
     * A contact that the agent is asked to take.
     *
     * @param expiryTimestamp when it counts as missed
     */
    record Offer(
            UUID contactId,
            Channel channel,
            UUID queueId,
            Instant offeredTimestamp,
            @Nullable Instant expiryTimestamp) {

        static Offer of(HeldContact offer) {
            return new Offer(
                    offer.contact().value(), offer.channel(), offer.queue().value(), offer.stateSince(), offer.dueAt());
        }
    }

    /**
     * An agent, and what it holds.
     *
     * @param agentStatusId absent for an agent that has never had a status, and so is offline
     */
    record Agent(
            UUID userId,
            @Nullable UUID agentStatusId,
            @Nullable Instant statusStartTimestamp,
            @Nullable UUID nextAgentStatusId,
            List<AgentContact> contacts) {

        static Agent of(UUID user, @Nullable AgentState state, List<HeldContact> contacts) {
            return new Agent(
                    user,
                    state == null ? null : state.status().value(),
                    state == null ? null : state.since(),
                    state == null || state.next() == null ? null : state.next().value(),
                    contacts.stream().map(AgentContact::of).toList());
        }
    }

    record AgentContact(
            UUID contactId,
            Channel channel,
            UUID queueId,
            String agentContactState,
            Instant stateStartTimestamp,
            @Nullable Instant connectedToAgentTimestamp,
            @Nullable UUID participantId) {

        static AgentContact of(HeldContact contact) {
            var participant = contact.participant();
            return new AgentContact(
                    contact.contact().value(),
                    contact.channel(),
                    contact.queue().value(),
                    contact.state().name(),
                    contact.stateSince(),
                    contact.connectedAt(),
                    participant == null ? null : participant.value());
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

    record Transfer(@Nullable String queueId, @Nullable String userId) {

        void requireOne() {
            if ((queueId == null) == (userId == null)) {
                throw new InvalidRequestException("Either QueueId or UserId is required, not both");
            }
        }
    }

    record Transferred(UUID contactId) {}
}
