package io.recontact.configuration;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactFlowRepository extends Repository<ContactFlow, UUID> {

    /** Writes the row at once, because statements outside JPA read it. */
    ContactFlow saveAndFlush(ContactFlow flow);

    Optional<ContactFlow> findByIdAndInstanceId(UUID id, UUID instanceId);

    /** Locks the row, so that of two concurrent updates the later one stays. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from ContactFlow f where f.id = :id and f.instanceId = :instanceId")
    Optional<ContactFlow> findForUpdate(UUID id, UUID instanceId);

    boolean existsByInstanceIdAndNameAndIdNot(UUID instanceId, String name, UUID id);

    void delete(ContactFlow flow);

    Optional<ContactFlow> findFirstByInstanceIdAndTypeAndPublicationIdIsNotNullOrderById(
            UUID instanceId, ContactFlowType type);

    @Query("""
            select new io.recontact.configuration.FlowSummary(
                f.id, f.name, f.type, f.state, (f.publicationId is not null))
            from ContactFlow f
            where f.instanceId = :instanceId and f.type in :types and (:after is null or f.id > :after)
            order by f.id
            """)
    List<FlowSummary> page(UUID instanceId, Set<ContactFlowType> types, @Nullable UUID after, Limit limit);
}
