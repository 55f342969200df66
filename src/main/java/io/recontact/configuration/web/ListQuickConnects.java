package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.QuickConnect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQuickConnects.html">ListQuickConnects</a>.
 */
interface ListQuickConnects {

    record Response(
            List<QuickConnectSummary> quickConnectSummaryList,
            @Nullable String nextToken) {}

    record QuickConnectSummary(
            String id,
            String arn,
            String name,
            QuickConnect.Type quickConnectType,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static QuickConnectSummary of(QuickConnect quick, Arns arns) {
            return new QuickConnectSummary(
                    quick.id().toString(),
                    quick.arn(arns),
                    quick.name(),
                    quick.config().type(),
                    quick.lastModifiedAt(),
                    arns.region());
        }
    }
}
