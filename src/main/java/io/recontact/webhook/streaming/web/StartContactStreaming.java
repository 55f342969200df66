package io.recontact.webhook.streaming.web;

import io.recontact.contact.ChatStreamingConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartContactStreaming.html">StartContactStreaming</a>.
 */
interface StartContactStreaming {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Valid ChatStreamingConfiguration chatStreamingConfiguration,
            @NotNull @Size(max = 500) String clientToken) {

        @Nullable String token() {
            return clientToken.isEmpty() ? null : clientToken;
        }
    }

    record Response(String streamingId) {}
}
