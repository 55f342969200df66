package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListUsers.html">ListUsers</a>.
 */
interface ListUsers {

    record Response(
            List<UserSummary> userSummaryList, @Nullable String nextToken) {}

    record UserSummary(String id, String arn, String username, Instant lastModifiedTime, String lastModifiedRegion) {

        static UserSummary of(ResourceSummary row, Arns arns) {
            return new UserSummary(row.id().toString(), row.arn(arns), row.name(), row.lastModifiedAt(), arns.region());
        }
    }
}
