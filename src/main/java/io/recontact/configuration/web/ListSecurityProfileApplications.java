package io.recontact.configuration.web;

import io.recontact.configuration.AccessControl.Application;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfileApplications.html">ListSecurityProfileApplications</a>.
 */
interface ListSecurityProfileApplications {

    record Response(
            List<Application> applications,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
