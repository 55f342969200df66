package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Flow runs of an instance, for test controls. They end with their contacts. */
@Repository
@TestControlsEnabled
@Order(InstanceState.REST)
class FlowInstanceState implements InstanceState {

    private final JdbcClient jdbc;

    FlowInstanceState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Count> count(InstanceId instance) {
        return jdbc.sql("""
                        select count(*) as runs, min(due_at) filter (where isfinite(due_at)) as due
                        from flow_run
                        where instance_id = :instance
                        """)
                .param("instance", instance.value())
                .query((row, _) ->
                        List.of(new Count("FlowRuns", row.getLong("runs"), Timestamps.nullableInstant(row, "due"))))
                .single();
    }
}
