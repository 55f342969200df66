package io.recontact.flow;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/**
 * Deletes the flow runs of contacts, and what flows have kept for sessions. Plain JDBC: statements on sets of a
 * thousand.
 */
@Repository
@Order(SessionRows.LEAVES)
class FlowSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                .add("flow_run", "delete from flow_run where contact_id = any (:contacts)")
                .add("suspended_flow_run", "delete from suspended_flow_run where contact_id = any (:contacts)")
                .add("flow_step", "delete from flow_step where contact_id = any (:contacts)")
                .add("flow_target", "delete from flow_target where session_id = any (:contacts)")
                .add("shown_view", "delete from shown_view where session_id = any (:sessions)");
    }
}
