package io.recontact.contact;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ChatStreamingConfiguration.html">ChatStreamingConfiguration</a>,
 * as StartChatContact and StartContactStreaming take them.
 */
public record ChatStreamingConfiguration(
        @NotNull @Size(min = 1, max = 350) String streamingEndpointArn) {}
