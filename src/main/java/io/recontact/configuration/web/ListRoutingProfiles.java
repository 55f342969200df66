package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfiles.html">ListRoutingProfiles</a>.
 */
interface ListRoutingProfiles {

    record Response(
            List<RoutingProfileSummary> routingProfileSummaryList,
            @Nullable String nextToken) {}

    record RoutingProfileSummary(
            String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static RoutingProfileSummary of(InstanceId instance, ResourceSummary row, Arns arns) {
            return new RoutingProfileSummary(
                    row.id().toString(),
                    arns.of(instance, ResourceType.ROUTING_PROFILE, row.id()),
                    row.name(),
                    row.lastModifiedAt(),
                    arns.region());
        }
    }
}
