package io.recontact.configuration.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListUserProficiencies.html">ListUserProficiencies</a>.
 */
interface ListUserProficiencies {

    record Response(
            List<AssociateUserProficiencies.UserProficiency> userProficiencyList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
