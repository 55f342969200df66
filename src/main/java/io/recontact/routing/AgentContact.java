package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact that takes one of an agent's places, unless it is paused.
 *
 * @param queue where it has waited; the agent's own queue has the agent's id
 * @param dueAt when an offer counts as missed, or after-contact work as done
 * @param participant as whom the agent takes part in a chat it has accepted; tasks have no participants
 */
public record AgentContact(
        ContactId contact,
        UserId agent,
        QueueId queue,
        Channel channel,
        AgentContactState state,
        Instant stateSince,
        @Nullable Instant connectedAt,
        @Nullable Instant dueAt,
        @Nullable ParticipantId participant) {}
