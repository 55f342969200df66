package io.recontact.testcontrol;

import io.recontact.api.TestControlsEnabled;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The offset of the clock, which all nodes share. Plain JDBC: one row, without a life cycle. */
@Repository
@TestControlsEnabled
class ClockOffsetRepository {

    private final JdbcClient jdbc;

    ClockOffsetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Duration find() {
        return jdbc.sql("select ahead_millis from test_clock")
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }

    /** Locks the offset until the end of the transaction, and returns it. */
    Duration lock() {
        return Duration.ofMillis(jdbc.sql("""
                        insert into test_clock (ahead_millis)
                        values (0)
                        on conflict (only_row) do update set ahead_millis = test_clock.ahead_millis
                        returning ahead_millis
                        """).query(Long.class).single());
    }

    /** Replaces the locked offset, in whole milliseconds. */
    void set(Duration offset) {
        jdbc.sql("update test_clock set ahead_millis = :ahead")
                .param("ahead", offset.toMillis())
                .update();
    }

    /** Returns to the real time. */
    void clear() {
        jdbc.sql("delete from test_clock").update();
    }
}
