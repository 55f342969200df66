package io.recontact.contact;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The flows that sessions have been told to run when something happens, whatever segment they are in by then. */
@Repository
public class EventHooks {

    private final JdbcClient jdbc;

    EventHooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sets, or replaces, the flow of an event. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(UUID session, EventHook event, UUID flow) {
        jdbc.sql("""
                        insert into event_hook (session_id, event, flow_id)
                        values (:session, :event, :flow)
                        on conflict (session_id, event) do update set flow_id = excluded.flow_id
                        """)
                .param("session", session)
                .param("event", event.name())
                .param("flow", flow)
                .update();
    }

    Optional<UUID> find(UUID session, EventHook event) {
        return jdbc.sql("select flow_id from event_hook where session_id = :session and event = :event")
                .param("session", session)
                .param("event", event.name())
                .query(UUID.class)
                .optional();
    }
}
