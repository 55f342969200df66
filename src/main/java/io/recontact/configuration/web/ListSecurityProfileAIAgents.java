package io.recontact.configuration.web;

import io.recontact.configuration.AccessControl.AIAgent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfileAIAgents.html">ListSecurityProfileAIAgents</a>.
 */
interface ListSecurityProfileAIAgents {

    record Response(
            List<AIAgent> allowedAIAgents,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
