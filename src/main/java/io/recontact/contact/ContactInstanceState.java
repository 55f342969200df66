package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the contacts of an instance, for test controls. The module of retention ends and deletes them. */
@Repository
@TestControlsEnabled
@Order(InstanceState.CONTACTS)
class ContactInstanceState implements InstanceState {

    private final JdbcClient jdbc;

    ContactInstanceState(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
}
