package io.recontact.routing;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Deletes queued contacts and the contacts of agents. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class RoutingSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements
                .add("routing_step", "delete from routing_step where contact_id = any (:contacts)")
                .add("queued_contact", "delete from queued_contact where contact_id = any (:contacts)")
                .add("agent_contact", "delete from agent_contact where contact_id = any (:contacts)");
    }
}
