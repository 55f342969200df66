package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ResourceVersion;
import io.recontact.configuration.View;
import io.recontact.configuration.ViewType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListViewVersions.html">ListViewVersions</a>.
 */
interface ListViewVersions {

    record Response(
            List<ViewVersionSummary> viewVersionSummaryList,
            @Nullable String nextToken) {}

    record ViewVersionSummary(
            String id,
            String arn,
            @Nullable String description,
            String name,
            ViewType type,
            int version,
            @Nullable String versionDescription) {

        static ViewVersionSummary of(View view, ResourceVersion version, Arns arns) {
            return new ViewVersionSummary(
                    view.id() + ":" + version.number(),
                    view.arn(arns) + ":" + version.number(),
                    view.description(),
                    view.name(),
                    ViewType.CUSTOMER_MANAGED,
                    version.number(),
                    version.description());
        }
    }
}
