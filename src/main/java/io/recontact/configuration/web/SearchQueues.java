package io.recontact.configuration.web;

import io.recontact.api.QueueType;
import io.recontact.configuration.Queue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchQueues.html">SearchQueues</a>.
 */
interface SearchQueues {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(500) @Nullable Integer maxResults,
            @Valid @Nullable TagSearchFilter<Queue> searchFilter,
            @Valid @Nullable QueueSearchCriteria searchCriteria)
            implements ResourceSearch.Request<Queue> {}

    /** The types that can be searched for. */
    enum SearchableQueueType {
        STANDARD
    }

    record QueueSearchCriteria(
            @Nullable List<@NotNull @Valid QueueSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid QueueSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Nullable SearchableQueueType queueTypeCondition)
            implements SearchCriteria<Queue, QueueSearchCriteria> {

        @Override
        public Stream<Specification<Queue>> conditions() {
            return Stream.ofNullable(queueTypeCondition)
                    .map(_ -> (root, _, builder) -> builder.equal(root.get("type"), QueueType.STANDARD));
        }
    }

    record Response(
            List<DescribeQueue.Queue> queues, @Nullable String nextToken, long approximateTotalCount) {}
}
