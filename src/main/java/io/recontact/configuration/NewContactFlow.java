package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a flow. */
public record NewContactFlow(
        String name,
        ContactFlowType type,
        @Nullable String description,
        String content,
        ContactFlowStatus status,
        @Nullable Map<String, String> tags) {}
