package io.recontact.webhook.processing.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StopContactMediaProcessing.html">StopContactMediaProcessing</a>.
 * The model requires neither of them, but both name the chat.
 */
interface StopContactMediaProcessing {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId) {}
}
