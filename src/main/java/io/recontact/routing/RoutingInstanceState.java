package io.recontact.routing;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Queued contacts and agents of an instance, for test controls. After a reset, its agents are offline as new ones. */
@Repository
@TestControlsEnabled
@Order(InstanceState.REST)
class RoutingInstanceState implements InstanceState {

    private final JdbcClient jdbc;

    RoutingInstanceState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Count> count(InstanceId instance) {
        return jdbc.sql("""
                        select (select count(*) from queued_contact where instance_id = :instance) as queued,
                               (select min(expires_at)
                                from routing_step join queued_contact using (contact_id)
                                where instance_id = :instance and isfinite(expires_at)) as step_due,
                               (select count(*) from agent_contact where instance_id = :instance) as held,
                               (select min(due_at) from agent_contact where instance_id = :instance) as held_due,
                               (select count(*) from agent where instance_id = :instance) as agents,
                               (select count(*) from agent_activity where instance_id = :instance) as activities
                        """)
                .param("instance", instance.value())
                .query((row, _) -> List.of(
                        new Count("QueuedContacts", row.getLong("queued"), Timestamps.nullableInstant(row, "step_due")),
                        new Count("AgentContacts", row.getLong("held"), Timestamps.nullableInstant(row, "held_due")),
                        new Count("Agents", row.getLong("agents"), null),
                        new Count("AgentActivities", row.getLong("activities"), null)))
                .single();
    }

    @Override
    @Transactional
    public void reset(InstanceId instance) {
        for (var table : List.of("agent_contact", "agent", "agent_activity")) {
            jdbc.sql("delete from %s where instance_id = :instance".formatted(table))
                    .param("instance", instance.value())
                    .update();
        }
    }
}
