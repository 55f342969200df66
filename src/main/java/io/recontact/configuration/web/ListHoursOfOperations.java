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
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListHoursOfOperations.html">ListHoursOfOperations</a>.
 */
interface ListHoursOfOperations {

    record Response(
            List<HoursOfOperationSummary> hoursOfOperationSummaryList,
            @Nullable String nextToken) {}

    record HoursOfOperationSummary(
            String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static HoursOfOperationSummary of(InstanceId instance, ResourceSummary row, Arns arns) {
            return new HoursOfOperationSummary(
                    row.id().toString(),
                    arns.of(instance, ResourceType.HOURS_OF_OPERATION, row.id()),
                    row.name(),
                    row.lastModifiedAt(),
                    arns.region());
        }
    }
}
