package io.recontact.configuration.web;

import io.recontact.configuration.RoutingProfile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchRoutingProfiles.html">SearchRoutingProfiles</a>.
 */
interface SearchRoutingProfiles {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(500) @Nullable Integer maxResults,
            @Valid @Nullable TagSearchFilter<RoutingProfile> searchFilter,
            @Valid @Nullable TextSearchCriteria<RoutingProfile> searchCriteria)
            implements ResourceSearch.Request<RoutingProfile> {

        private static final Map<String, String> FIELDS = Stream.concat(
                        StringCondition.FIELDS.entrySet().stream(),
                        Stream.of(Map.entry("associatedQueueIds", "queues.queueId")))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

        @Override
        public Map<String, String> fields() {
            return FIELDS;
        }
    }

    record Response(
            List<DescribeRoutingProfile.RoutingProfile> routingProfiles,
            @Nullable String nextToken,
            long approximateTotalCount) {}
}
