package io.recontact.directory;

import org.jspecify.annotations.Nullable;

/** What UpdateContactFlowMetadata changes; what is absent stays. */
public record FlowChange(@Nullable String name, @Nullable String description, ContactFlow.@Nullable State state) {}
