package io.recontact.flow;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code flow_target}. Chats and tasks are named by {@link io.recontact.contact.LiveContact#owner()}. */
@Repository
class FlowTargetRepository {

    private final JdbcClient jdbc;

    FlowTargetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds the queue that a flow has selected for a chat or a task. */
    Optional<UUID> findQueue(UUID owner) {
        return jdbc.sql("select queue_id from flow_target where session_id = :owner")
                .param("owner", owner)
                .query(UUID.class)
                .optional();
    }

    /** Selects a queue, in place of the one selected before. */
    void select(UUID owner, UUID queue) {
        jdbc.sql("""
                        insert into flow_target (session_id, queue_id) values (:owner, :queue)
                        on conflict (session_id) do update set queue_id = excluded.queue_id
                        """).param("owner", owner).param("queue", queue).update();
    }
}
