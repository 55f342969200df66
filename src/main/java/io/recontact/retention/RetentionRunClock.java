package io.recontact.retention;

import io.recontact.api.ClockReturned;
import io.recontact.api.TestControlsEnabled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes the records of runs of retention from the future, for test controls. */
@Repository
@TestControlsEnabled
class RetentionRunClock {

    private final JdbcClient jdbc;

    RetentionRunClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nothing that they did is left: the clock returns only after all instances were reset. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClockReturned returned) {
        jdbc.sql("delete from retention_run where seen_at > :now")
                .param("now", returned.now())
                .update();
    }
}
