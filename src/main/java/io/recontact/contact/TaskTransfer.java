package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that is handed on, as TransferContact asks for.
 *
 * @param flow which the next contact runs
 * @param queue where the flow is to take it, unless it decides otherwise
 * @param user the same for the queue of an agent
 */
public record TaskTransfer(
        ContactId contact,
        ContactFlowId flow,
        @Nullable QueueId queue,
        @Nullable UserId user) {

    /** The id of the queue, if any; that of an agent has the agent's. */
    @Nullable UUID target() {
        if (user != null) {
            return user.value();
        }
        return queue == null ? null : queue.value();
    }
}
