package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.SecurityProfile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchSecurityProfiles.html">SearchSecurityProfiles</a>.
 */
interface SearchSecurityProfiles {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Valid @Nullable TextSearchCriteria<SecurityProfile> searchCriteria,
            @Valid @Nullable TagSearchFilter<SecurityProfile> searchFilter)
            implements ResourceSearch.Request<SecurityProfile> {}

    record Response(
            List<SecurityProfileSearchSummary> securityProfiles,
            @Nullable String nextToken,
            long approximateTotalCount) {}

    record SecurityProfileSearchSummary(
            String id,
            String organizationResourceId,
            String arn,
            String securityProfileName,
            @Nullable String description,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags) {

        static SecurityProfileSearchSummary of(SecurityProfile profile, Arns arns) {
            return new SecurityProfileSearchSummary(
                    profile.id().toString(),
                    profile.instance().toString(),
                    profile.arn(arns),
                    profile.name(),
                    profile.description(),
                    profile.tags());
        }
    }
}
