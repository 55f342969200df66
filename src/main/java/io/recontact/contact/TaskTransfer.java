package io.recontact.contact;

import io.recontact.directory.ContactFlowId;
import io.recontact.directory.QueueId;
import io.recontact.wire.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * A task that is handed on, as TransferContact asks for.
 *
 * @param flow which the next contact runs
 * @param queue where the flow is to take it, unless it decides otherwise; the queue of an agent has the agent's id
 */
public record TaskTransfer(
        ContactId contact, ContactFlowId flow, @Nullable QueueId queue) {}
