package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PublicationRepository extends Repository<Publication, PublicationId> {

    Publication save(Publication publication);

    Optional<Publication> findById(PublicationId id);

    /** Finds the newest publication of an active flow. */
    @Query("""
            select p
            from ContactFlow f join Publication p on p.id = f.publication
            where f.id = :flow and f.instance = :instance and f.state = ACTIVE
            """)
    Optional<Publication> findRunnable(InstanceId instance, ContactFlowId flow);
}
