package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the contacts of an instance, for test controls, and keeps others from starting. Retention deletes them. */
@Repository
@TestControlsEnabled
@Order(InstanceState.CONTACTS)
class ContactInstanceState implements InstanceState {

    private final JdbcClient jdbc;
    private final ChatSlotRepository slots;

    ContactInstanceState(JdbcClient jdbc, ChatSlotRepository slots) {
        this.jdbc = jdbc;
        this.slots = slots;
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

    /** Each start of a contact locks one of these rows. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockAgainstStarts(InstanceId instance) {
        slots.lockAll(instance.value());
    }
}
