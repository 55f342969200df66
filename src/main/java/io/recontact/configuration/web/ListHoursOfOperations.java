package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListHoursOfOperations.html">ListHoursOfOperations</a>.
 */
interface ListHoursOfOperations {

    record Response(
            List<NamedSummary> hoursOfOperationSummaryList,
            @Nullable String nextToken) {}
}
