package io.recontact.chat.attachment;

import io.recontact.retention.Retention;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The content store in the database. */
@ServiceTest
class LargeObjectContentStoreTests extends AttachmentContentContract {

    private final JdbcClient jdbc;

    LargeObjectContentStoreTests(
            Service.Calls calls,
            ExpiredAttachmentSweep sweep,
            Retention retention,
            MutableClock clock,
            RowLocks locks,
            JdbcClient jdbc) {
        super(calls, sweep, retention, clock, locks, jdbc);
        this.jdbc = jdbc;
    }

    @Override
    long kept() {
        return jdbc.sql("select count(*) from pg_largeobject_metadata")
                .query(Long.class)
                .single();
    }

    @Override
    long keptBytes() {
        return jdbc.sql("select coalesce(sum(octet_length(data)), 0) from pg_largeobject")
                .query(Long.class)
                .single();
    }
}
