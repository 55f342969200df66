package io.recontact.configuration;

import org.jspecify.annotations.Nullable;

/** What UpdateContactFlowMetadata changes; what is absent stays. */
public record ContactFlowMetadata(
        @Nullable String name, @Nullable String description, ContactFlow.@Nullable State state) {}
