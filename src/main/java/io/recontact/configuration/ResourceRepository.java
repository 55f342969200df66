package io.recontact.configuration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The statements that the resources of every kind have in common. */
@NoRepositoryBean
interface ResourceRepository<T extends Resource> extends Repository<T, UUID> {

    /** Writes the row at once, because statements outside JPA read it. */
    T saveAndFlush(T resource);

    Optional<T> findByIdAndInstanceId(UUID id, UUID instanceId);

    boolean existsByInstanceIdAndName(UUID instanceId, String name);

    @Query("""
            select new io.recontact.configuration.ResourceSummary(r.id, r.name, r.lastModifiedAt)
            from #{#entityName} r
            where r.instanceId = :instanceId and (:after is null or r.id > :after)
            order by r.id
            """)
    List<ResourceSummary> page(UUID instanceId, @Nullable UUID after, Limit limit);
}
