package io.recontact.webhook.streaming.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StopContactStreaming.html">StopContactStreaming</a>.
 */
interface StopContactStreaming {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1, max = 100) String streamingId) {}
}
