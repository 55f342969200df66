package io.recontact.configuration.web;

import io.recontact.configuration.web.ListQuickConnects.QuickConnectSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQueueQuickConnects.html">ListQueueQuickConnects</a>.
 */
interface ListQueueQuickConnects {

    record Response(
            List<QuickConnectSummary> quickConnectSummaryList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
