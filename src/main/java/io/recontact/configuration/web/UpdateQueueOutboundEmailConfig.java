package io.recontact.configuration.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueOutboundEmailConfig.html">UpdateQueueOutboundEmailConfig</a>.
 */
interface UpdateQueueOutboundEmailConfig {

    record Request(@NotNull @Valid CreateQueue.OutboundEmailConfig outboundEmailConfig) {}
}
