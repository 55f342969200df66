package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a flow module.
 *
 * @param settings describes the parameters and results of the module in JSON
 * @param externalInvocation whether callers other than flows may invoke it; has no effect
 */
public record NewContactFlowModule(
        String name,
        @Nullable String description,
        String content,
        @Nullable String settings,
        @Nullable Boolean externalInvocation,
        @Nullable Map<String, String> tags) {}
