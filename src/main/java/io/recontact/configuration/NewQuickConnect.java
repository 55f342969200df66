package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create a quick connect. */
public record NewQuickConnect(
        String name,
        @Nullable String description,
        QuickConnect.Config config,
        @Nullable Map<String, String> tags) {}
