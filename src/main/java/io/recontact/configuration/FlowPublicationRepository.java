package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FlowPublicationRepository extends Repository<FlowPublication, FlowPublicationId> {

    FlowPublication save(FlowPublication publication);

    Optional<FlowPublication> findById(FlowPublicationId id);

    /** Finds the newest publication of an active flow. */
    @Query("""
            select p
            from ContactFlow f join FlowPublication p on p.id = f.publication
            where f.id = :flow and f.instance = :instance and f.state = ACTIVE
            """)
    Optional<FlowPublication> findRunnable(InstanceId instance, ContactFlowId flow);
}
