package io.recontact.routing;

import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes queued contacts and the contacts of agents. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class RoutingSessionRows implements SessionRows {

    private final JdbcClient jdbc;

    RoutingSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Integer> delete(SessionBatch batch) {
        return new SessionStatements(jdbc, batch)
                .delete("routing_step", "delete from routing_step where contact_id = any (:contacts)")
                .delete("queued_contact", "delete from queued_contact where contact_id = any (:contacts)")
                .delete("agent_contact", "delete from agent_contact where contact_id = any (:contacts)")
                .rows();
    }
}
