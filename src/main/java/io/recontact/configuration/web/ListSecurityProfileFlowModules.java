package io.recontact.configuration.web;

import io.recontact.configuration.AccessControl.FlowModule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfileFlowModules.html">ListSecurityProfileFlowModules</a>.
 */
interface ListSecurityProfileFlowModules {

    record Response(
            List<FlowModule> allowedFlowModules,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
