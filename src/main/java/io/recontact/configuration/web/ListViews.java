package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.View;
import io.recontact.configuration.ViewType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListViews.html">ListViews</a>.
 */
interface ListViews {

    record Response(
            List<ViewSummary> viewsSummaryList, @Nullable String nextToken) {}

    record ViewSummary(
            String id,
            String arn,
            String name,
            ViewType type,
            ContactFlowStatus status,
            @Nullable String description) {

        static ViewSummary of(View view, Arns arns) {
            return new ViewSummary(
                    view.id().toString(),
                    view.arn(arns),
                    view.name(),
                    ViewType.CUSTOMER_MANAGED,
                    view.status(),
                    view.description());
        }
    }
}
