package io.recontact.webhook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Where a chat is streamed to, as all operations take it that start a stream. */
public record ChatStreamingConfiguration(
        @NotNull @Size(min = 1, max = 350) String streamingEndpointArn) {}
