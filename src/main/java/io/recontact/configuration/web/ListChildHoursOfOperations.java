package io.recontact.configuration.web;

import io.recontact.api.Arns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListChildHoursOfOperations.html">ListChildHoursOfOperations</a>.
 */
interface ListChildHoursOfOperations {

    record Response(
            List<HoursOfOperationsIdentifier> childHoursOfOperationsSummaryList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}

    record HoursOfOperationsIdentifier(String name, String id, String arn) {

        static HoursOfOperationsIdentifier of(io.recontact.configuration.HoursOfOperation hours, Arns arns) {
            return new HoursOfOperationsIdentifier(hours.name(), hours.id().toString(), hours.arn(arns));
        }
    }
}
