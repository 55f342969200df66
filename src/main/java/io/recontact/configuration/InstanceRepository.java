package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InstanceRepository extends Repository<Instance, InstanceId> {

    /** Writes the row at once, because listeners of {@link InstanceCreated} write rows that refer to it. */
    Instance saveAndFlush(Instance instance);

    Optional<Instance> findByIdAndDeletedAtIsNull(InstanceId id);

    /** Locks the row, so that of two concurrent updates the later one sees the earlier one. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Instance i where i.id = :id and i.deletedAt is null")
    Optional<Instance> findForUpdate(InstanceId id);

    Optional<Instance> findFirstByDeletedAtIsNullOrderByCreatedAtAscIdAsc();

    @Query("select i from Instance i where i.deletedAt is null and lower(i.alias) = lower(:alias)")
    Optional<Instance> findByAlias(String alias);

    @Query("""
            select i from Instance i
            where i.deletedAt is null and (:after is null or i.id.value > :after)
            order by i.id.value
            """)
    List<Instance> page(@Nullable UUID after, Limit limit);

    @Query("""
            select i from Instance i
            where i.deletedAt is null and i.id in :ids and (:after is null or i.id.value > :after)
            order by i.id.value
            """)
    List<Instance> pageOf(Collection<InstanceId> ids, @Nullable UUID after, Limit limit);

    @Query("select new io.recontact.api.InstanceId(i.id.value) from Instance i where i.deletedAt is not null")
    List<InstanceId> deleted();

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from Instance i where i.id = :id and i.deletedAt is not null")
    void removeDeleted(InstanceId id);

    @Query("select count(i) > 0 from Instance i where i.deletedAt is null and lower(i.alias) = lower(:alias)")
    boolean existsByAlias(String alias);

    /** Locks the names of a scope until the end of the transaction. */
    @NativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('recontact.names.' || :scope, 0))) locked")
    int lockNames(String scope);

    /** Makes nodes that start at once take turns. The lock ends with the transaction. */
    @NativeQuery("select 1 from (select pg_advisory_xact_lock(hashtext('recontact.first-instance'))) locked")
    int lockFirstInstance();
}
