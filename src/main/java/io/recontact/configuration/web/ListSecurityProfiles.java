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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfiles.html">ListSecurityProfiles</a>.
 */
interface ListSecurityProfiles {

    record Response(
            List<SecurityProfileSummary> securityProfileSummaryList,
            @Nullable String nextToken) {}

    record SecurityProfileSummary(
            String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static SecurityProfileSummary of(InstanceId instance, ResourceSummary row, Arns arns) {
            return new SecurityProfileSummary(
                    row.id().toString(),
                    arns.of(instance, ResourceType.SECURITY_PROFILE, row.id()),
                    row.name(),
                    row.lastModifiedAt(),
                    arns.region());
        }
    }
}
