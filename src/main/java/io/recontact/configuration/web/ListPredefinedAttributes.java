package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListPredefinedAttributes.html">ListPredefinedAttributes</a>.
 */
interface ListPredefinedAttributes {

    record Response(
            List<PredefinedAttributeSummary> predefinedAttributeSummaryList,
            @Nullable String nextToken) {}

    record PredefinedAttributeSummary(String name, Instant lastModifiedTime, String lastModifiedRegion) {

        static PredefinedAttributeSummary of(ResourceSummary row, Arns arns) {
            return new PredefinedAttributeSummary(row.name(), row.lastModifiedAt(), arns.region());
        }
    }
}
