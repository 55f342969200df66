package io.recontact.configuration;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FlowPublicationRepository extends Repository<FlowPublication, UUID> {

    FlowPublication save(FlowPublication publication);

    Optional<FlowPublication> findById(UUID id);

    /** Finds the newest publication of an active flow. */
    @Query("""
            select p
            from ContactFlow f join FlowPublication p on p.id = f.publicationId
            where f.id = :flowId and f.instanceId = :instanceId and f.state = ACTIVE
            """)
    Optional<FlowPublication> findRunnable(UUID instanceId, UUID flowId);
}
