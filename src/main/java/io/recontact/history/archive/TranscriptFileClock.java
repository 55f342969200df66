package io.recontact.history.archive;

import io.recontact.api.ClockReturned;
import io.recontact.api.TestControlsEnabled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Brings files of deleted contacts back from the future, for test controls. Plain JDBC: statements on sets. */
@Repository
@TestControlsEnabled
class TranscriptFileClock {

    private final JdbcClient jdbc;

    TranscriptFileClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file that is being written may then be deleted too early; its write notes the deletion again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClockReturned returned) {
        jdbc.sql("""
                        update transcript_file_deletion
                        set due_at = least(due_at, :now), requested_at = least(requested_at, :now)
                        where due_at > :now or requested_at > :now
                        """).param("now", returned.now()).update();
        jdbc.sql("update transcript_archive set seen_at = :now where seen_at > :now")
                .param("now", returned.now())
                .update();
    }
}
