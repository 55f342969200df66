package io.recontact.configuration.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListHoursOfOperationOverrides.html">ListHoursOfOperationOverrides</a>.
 */
interface ListHoursOfOperationOverrides {

    record Response(
            List<DescribeHoursOfOperationOverride.HoursOfOperationOverride> hoursOfOperationOverrideList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
