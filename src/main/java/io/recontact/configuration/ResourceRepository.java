package io.recontact.configuration;

import io.recontact.api.InstanceId;
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
interface ResourceRepository<T extends Resource, K> extends Repository<T, K> {

    /** Writes the row at once, because statements outside JPA read it. */
    T saveAndFlush(T resource);

    Optional<T> findByIdAndInstance(K id, InstanceId instance);

    boolean existsByInstanceAndName(InstanceId instance, String name);

    @Query("""
            select new io.recontact.configuration.ResourceSummary(r.id.value, r.name, r.lastModifiedAt)
            from #{#entityName} r
            where r.instance = :instance and (:after is null or r.id.value > :after)
            order by r.id.value
            """)
    List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, Limit limit);
}
