package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileDefaultOutboundQueue.html">UpdateRoutingProfileDefaultOutboundQueue</a>.
 */
interface UpdateRoutingProfileDefaultOutboundQueue {

    record Request(@NotNull String defaultOutboundQueueId) {}
}
