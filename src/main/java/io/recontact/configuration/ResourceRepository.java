package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The statements that the resources of every type have in common. */
@NoRepositoryBean
interface ResourceRepository<T extends Resource, K extends ResourceId>
        extends Repository<T, K>, JpaSpecificationExecutor<T> {

    /** Writes the row at once, because statements outside JPA read it. */
    T saveAndFlush(T resource);

    void delete(T resource);

    void flush();

    /** Checks the deferred constraints now instead of at the commit. */
    @Modifying
    @NativeQuery("set constraints all immediate")
    void checkDeferredConstraints();

    Optional<T> findByIdAndInstance(K id, InstanceId instance);

    /** Locks the row, so that of two concurrent updates the later one stays. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from #{#entityName} r where r.id = :id and r.instance = :instance")
    Optional<T> findForUpdate(K id, InstanceId instance);

    List<T> findByInstanceAndIdIn(InstanceId instance, Set<K> ids);

    /**
     * Returns resources of the instance, in no order.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    default List<T> requireAll(InstanceId instance, Set<K> ids) {
        var found = findByInstanceAndIdIn(instance, ids);
        var there = found.stream().map(Resource::id).collect(Collectors.toSet());
        for (var id : ids) {
            if (!there.contains(id)) {
                throw ResourceService.absent(instance, id);
            }
        }
        return found;
    }

    boolean existsByInstanceAndNameAndIdNot(InstanceId instance, String name, K id);

    /** Finds a table with a row whose foreign key prevents the deletion of a row of a table. */
    @NativeQuery("select find_referrer(cast(:referenced as regclass), :id)")
    @Nullable String findReferrer(String referenced, UUID id);

    @Query("""
            select new io.recontact.configuration.ResourceSummary(r.id, r.instance, r.name, r.lastModifiedAt)
            from #{#entityName} r
            where r.instance = :instance and (:after is null or r.id.value > :after)
            order by r.id.value
            """)
    List<ResourceSummary> page(InstanceId instance, @Nullable UUID after, Limit limit);
}
