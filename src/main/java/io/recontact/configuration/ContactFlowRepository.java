package io.recontact.configuration;

import io.recontact.api.InstanceId;
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

interface ContactFlowRepository extends Repository<ContactFlow, ContactFlowId> {

    /** Writes the row at once, because statements outside JPA read it. */
    ContactFlow saveAndFlush(ContactFlow flow);

    Optional<ContactFlow> findByIdAndInstance(ContactFlowId id, InstanceId instance);

    /** Locks the row, so that of two concurrent updates the later one stays. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from ContactFlow f where f.id = :id and f.instance = :instance")
    Optional<ContactFlow> findForUpdate(ContactFlowId id, InstanceId instance);

    boolean existsByInstanceAndNameAndIdNot(InstanceId instance, String name, ContactFlowId id);

    void delete(ContactFlow flow);

    Optional<ContactFlow> findFirstByInstanceAndTypeAndPublicationIsNotNullOrderById(
            InstanceId instance, ContactFlowType type);

    @Query("""
            select new io.recontact.configuration.FlowSummary(
                f.id.value, f.name, f.type, f.state, (f.publication.value is not null))
            from ContactFlow f
            where f.instance = :instance and f.type in :types and (:after is null or f.id.value > :after)
            order by f.id.value
            """)
    List<FlowSummary> page(InstanceId instance, Set<ContactFlowType> types, @Nullable UUID after, Limit limit);
}
