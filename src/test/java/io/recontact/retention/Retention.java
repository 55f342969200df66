package io.recontact.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the retention job, and makes contacts old enough for it. */
@Lazy
public class Retention {

    private final RetentionJob job;
    private final JdbcClient jdbc;
    private final Clock clock;

    Retention(RetentionJob job, JdbcClient jdbc, Clock clock) {
        this.job = job;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Runs the job once. */
    public void run() {
        job.run();
    }

    /** Makes a contact past its retention, with all that belongs to it. */
    public void expire(String contact) {
        initiate(contact, clock.instant().atOffset(ZoneOffset.UTC).minusMonths(25).toInstant());
    }

    /** Moves the initiation and the end of a contact to another time. */
    public void initiate(String contact, Instant at) {
        jdbc.sql("""
                        update contact
                        set initiated_at = :at, last_updated_at = :at, disconnected_at = :at, disconnect_reason = 'API'
                        where id = :id
                        """)
                .param("id", UUID.fromString(contact))
                .param("at", at)
                .update();
    }
}
