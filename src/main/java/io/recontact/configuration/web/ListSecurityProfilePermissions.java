package io.recontact.configuration.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfilePermissions.html">ListSecurityProfilePermissions</a>.
 */
interface ListSecurityProfilePermissions {

    record Response(
            List<String> permissions,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
