package io.recontact.configuration;

import io.recontact.api.QueueType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface QueueRepository extends ResourceRepository<Queue> {

    /** Searches standard queues only: an agent queue has the name of its user. */
    @Override
    @Query("select count(q) > 0 from Queue q where q.instanceId = :instanceId and q.type = STANDARD and q.name = :name")
    boolean existsByInstanceIdAndName(UUID instanceId, String name);

    @Query("""
            select new io.recontact.configuration.QueueSummary(q.id, q.name, q.type, q.lastModifiedAt)
            from Queue q
            where q.instanceId = :instanceId and q.type in :types and (:after is null or q.id > :after)
            order by q.id
            """)
    List<QueueSummary> page(UUID instanceId, Set<QueueType> types, @Nullable UUID after, Limit limit);

    List<Queue> findByInstanceIdAndIdIn(UUID instanceId, Set<UUID> ids);
}
