package io.recontact.configuration;

import org.jspecify.annotations.Nullable;

/** The changes of UpdateContactFlowMetadata; null members stay as they are. */
public record ContactFlowMetadata(
        @Nullable String name, @Nullable String description, ContactFlow.@Nullable State state) {}
