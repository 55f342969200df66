package io.recontact.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Flows at rest. */
interface FlowRepository extends Repository<ContactFlow, UUID> {

    ContactFlow save(ContactFlow flow);

    Optional<ContactFlow> findByIdAndInstanceId(UUID id, UUID instanceId);

    boolean existsByInstanceIdAndName(UUID instanceId, String name);

    Optional<ContactFlow> findFirstByInstanceIdAndTypeAndPublishedContentIsNotNullOrderById(
            UUID instanceId, FlowType type);

    @Query("""
            select new io.recontact.directory.FlowSummary(
                f.id, f.name, f.type, f.state, (f.publishedContent is not null))
            from ContactFlow f
            where f.instanceId = :instanceId and f.type in :types and (:after is null or f.id > :after)
            order by f.id
            """)
    List<FlowSummary> page(UUID instanceId, Set<FlowType> types, @Nullable UUID after, Limit limit);
}
