package io.recontact.configuration;

import io.recontact.api.AllowedOrigins;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Reads the approved origins of all instances: at once after a change on this node, and periodically for the changes of
 * other nodes. Plain JDBC, because a change is read after its transaction, when JPA has no transaction to join.
 */
@Component
class ApprovedOrigins {

    private final AllowedOrigins origins;
    private final JdbcClient jdbc;

    ApprovedOrigins(AllowedOrigins origins, JdbcClient jdbc) {
        this.origins = origins;
        this.jdbc = jdbc;
    }

    /**
     * If the database does not answer, the known origins stay. One call at a time, so that no older result replaces a
     * newer one.
     */
    @Scheduled(fixedDelayString = "${recontact.approved-origins-every:5s}")
    synchronized void refresh() {
        origins.approve(jdbc.sql("select origin from approved_origin")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .set());
    }

    @TransactionalEventListener
    void changed(InstanceAssociationChanged change) {
        if (change.target().type() == InstanceAssociation.Type.APPROVED_ORIGIN) {
            refresh();
        }
    }
}
