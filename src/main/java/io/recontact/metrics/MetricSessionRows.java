package io.recontact.metrics;

import io.recontact.retention.SessionRows;
import io.recontact.retention.SessionStatements;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Repository;

/** Deletes the metrics of contacts. Plain JDBC: statements on sets of a thousand. */
@Repository
@Order(SessionRows.LEAVES)
class MetricSessionRows implements SessionRows {

    @Override
    public void delete(SessionStatements statements) {
        statements.add("contact_metric", "delete from contact_metric where contact_id = any (:contacts)");
    }
}
