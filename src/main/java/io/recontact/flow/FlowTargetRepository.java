package io.recontact.flow;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The table {@code flow_target}. Chats and tasks are named by {@link io.recontact.contact.LiveContact#owner()}. */
interface FlowTargetRepository extends Repository<FlowRun, FlowRunId> {

    /** Finds the queue that a flow has selected for a chat or a task. */
    @NativeQuery("select queue_id from flow_target where session_id = :owner")
    Optional<UUID> findQueue(UUID owner);

    /** Selects a queue, in place of the one selected before. */
    @Modifying
    @NativeQuery("""
            insert into flow_target (session_id, queue_id) values (:owner, :queue)
            on conflict (session_id) do update set queue_id = excluded.queue_id
            """)
    void select(UUID owner, UUID queue);
}
