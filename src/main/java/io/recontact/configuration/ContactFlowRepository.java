package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface ContactFlowRepository extends ResourceRepository<ContactFlow, ContactFlowId> {

    Optional<ContactFlow> findFirstByInstanceAndTypeAndPublicationIsNotNullOrderById(
            InstanceId instance, ContactFlowType type);

    Optional<ContactFlow> findByInstanceAndName(InstanceId instance, String name);

    @Query("""
            select new io.recontact.configuration.FlowSummary(
                f.id.value, f.name, f.type, f.state, (f.publication.value is not null))
            from ContactFlow f
            where f.instance = :instance and f.type in :types and (:after is null or f.id.value > :after)
            order by f.id.value
            """)
    List<FlowSummary> page(InstanceId instance, Set<ContactFlowType> types, @Nullable UUID after, Limit limit);
}
