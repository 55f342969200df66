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
            @Nullable String nextToken,
            List<DescribeHoursOfOperationOverride.HoursOfOperationOverride> hoursOfOperationOverrideList,
            String lastModifiedRegion,
            Instant lastModifiedTime) {}
}
