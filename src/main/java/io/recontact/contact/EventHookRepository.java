package io.recontact.contact;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The flows that sessions and tasks have been told to run when something happens, whatever segment they are in by then.
 */
@Repository
public class EventHookRepository {

    private final JdbcClient jdbc;

    EventHookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Sets, or replaces, the flow of an event.
     *
     * @param owner as of {@link LiveContact#owner()}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(UUID owner, EventHook event, UUID flow) {
        jdbc.sql("""
                        insert into event_hook (session_id, event, flow_id)
                        values (:owner, :event, :flow)
                        on conflict (session_id, event) do update set flow_id = excluded.flow_id
                        """)
                .param("owner", owner)
                .param("event", event.name())
                .param("flow", flow)
                .update();
    }

    Optional<UUID> find(UUID owner, EventHook event) {
        return jdbc.sql("select flow_id from event_hook where session_id = :owner and event = :event")
                .param("owner", owner)
                .param("event", event.name())
                .query(UUID.class)
                .optional();
    }

    /** Lets the next contact of a task have the hooks of the one that is over. */
    void move(UUID owner, UUID next) {
        jdbc.sql("update event_hook set session_id = :next where session_id = :owner")
                .param("owner", owner)
                .param("next", next)
                .update();
    }
}
