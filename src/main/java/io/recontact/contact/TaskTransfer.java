package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of a TransferContact request.
 *
 * @param flow the flow that the next contact runs
 * @param queue the queue that the flow transfers to unless it sets another one
 * @param user the same for the queue of an agent
 */
public record TaskTransfer(
        ContactId contact,
        ContactFlowId flow,
        @Nullable QueueId queue,
        @Nullable UserId user) {

    /** Returns the id of the queue, if any. The queue of an agent has the id of the agent. */
    @Nullable UUID target() {
        if (user != null) {
            return user.value();
        }
        return queue == null ? null : queue.value();
    }
}
