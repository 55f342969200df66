package io.recontact.flow;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deletes the flow runs of contacts, and what flows have kept for sessions. Plain JDBC: statements on sets of a
 * thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class FlowSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    FlowSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .delete("flow_run", "delete from flow_run where contact_id = any (:contacts)")
                .delete("suspended_flow_run", "delete from suspended_flow_run where contact_id = any (:contacts)")
                .delete("flow_step", "delete from flow_step where contact_id = any (:contacts)")
                .delete("flow_target", "delete from flow_target where session_id = any (:contacts)")
                .delete("shown_view", "delete from shown_view where session_id = any (:sessions)")
                .rows();
    }
}
