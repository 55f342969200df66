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

    /** Adds to the offset and returns it. */
    Duration add(Duration by) {
        return Duration.ofMillis(
                jdbc.sql("""
                        insert into test_clock (ahead_millis)
                        values (:by)
                        on conflict (only_row) do update set ahead_millis = test_clock.ahead_millis + excluded.ahead_millis
                        returning ahead_millis
                        """).param("by", by.toMillis()).query(Long.class).single());
    }

    /** Returns to the real time. */
    void clear() {
        jdbc.sql("delete from test_clock").update();
    }
}
