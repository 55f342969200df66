package io.recontact.contact;

import io.recontact.api.Batches;
import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contacts of an instance, for test controls. A reset ends the live ones, as StopContact does. */
@Repository
@TestControlsEnabled
@Order(InstanceState.END_OF_CONTACTS)
class ContactInstanceState implements InstanceState {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final EndContactRepository ends;

    ContactInstanceState(JdbcClient jdbc, EndContactRepository ends) {
        this.jdbc = jdbc;
        this.ends = ends;
    }

    @Override
    public List<Count> count(InstanceId instance) {
        return jdbc.sql("""
                        select count(*) as stored, count(*) filter (where disconnected_at is null) as live,
                               min(least(connect_by, expires_at)) filter (where disconnected_at is null) as due
                        from contact
                        where instance_id = :instance
                        """)
                .param("instance", instance.value())
                .query((row, _) -> List.of(
                        new Count("Contacts", row.getLong("stored"), null),
                        new Count("LiveContacts", row.getLong("live"), Timestamps.nullableInstant(row, "due"))))
                .single();
    }

    @Override
    public void reset(InstanceId instance) {
        int ended;
        do {
            ended = Batches.inTime(batch -> ends.endAllOf(instance, batch), BATCH);
        } while (ended > 0);
    }
}
