package io.recontact.routing;

import io.recontact.contact.RoutingCriteria;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code routing_step}: the routing criteria of contacts that wait in a queue. */
@Repository
class RoutingStepRepository {

    private final JdbcClient jdbc;

    RoutingStepRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces the steps of a contact, if it waits in a queue. The first one begins now. */
    void replace(UUID contact, RoutingCriteria criteria, RoutingStepQuery query, Instant now) {
        jdbc.sql("delete from routing_step where contact_id = :contact")
                .param("contact", contact)
                .update();
        var marked = jdbc.sql("update queued_contact set has_steps = true where contact_id = :contact")
                .param("contact", contact)
                .update();
        var begins = now;
        for (int i = 0; i < criteria.steps().size() && marked == 1; i++) {
            var step = criteria.steps().get(i);
            var seconds = step.durationInSeconds();
            jdbc.sql("""
                            insert into routing_step (contact_id, position, agents, begins_at, expires_at)
                            values (
                                :contact, :position, cast(:agents as tsquery), :begins,
                                coalesce(cast(:begins as timestamptz) + :seconds * interval '1 second', 'infinity'))
                            """)
                    .param("contact", contact)
                    .param("position", i)
                    .param("agents", query.of(step.expression()))
                    .param("begins", begins)
                    .param("seconds", seconds, Types.INTEGER)
                    .update();
            if (seconds == null) {
                return; // no later step begins
            }
            begins = begins.plusSeconds(seconds);
        }
    }
}
