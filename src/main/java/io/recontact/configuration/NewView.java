package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a view. */
public record NewView(
        String name,
        @Nullable String description,
        ViewContent content,
        ContactFlowStatus status,
        @Nullable Map<String, String> tags) {}
