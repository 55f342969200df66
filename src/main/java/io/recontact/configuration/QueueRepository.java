package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface QueueRepository extends ResourceRepository<Queue, QueueId> {

    /** Searches standard queues only: an agent queue has the name of its user. */
    @Override
    @Query("""
            select count(q) > 0 from Queue q
            where q.instance = :instance and q.type = STANDARD and q.name = :name and q.id <> :id
            """)
    boolean existsByInstanceAndNameAndIdNot(InstanceId instance, String name, QueueId id);

    /** Keeps an agent queue from being deleted until the end of the transaction; empty if it is deleted. */
    @NativeQuery("select id from queue where id = :id for key share")
    Optional<UUID> keep(UUID id);

    /** Keeps contacts from entering a queue until the end of the transaction. */
    @NativeQuery("select id from queue where id = :id for update")
    Optional<UUID> close(UUID id);
}
