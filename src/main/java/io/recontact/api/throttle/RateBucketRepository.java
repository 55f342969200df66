package io.recontact.api.throttle;

import io.recontact.api.RealTime;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps token buckets in the database, so that a rate applies to all nodes together. Every limited request runs this
 * statement, so it is plain JDBC. Rates are per second of real time: test controls that move the clock must not leave
 * buckets in the future.
 */
@Repository
class RateBucketRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    RateBucketRepository(JdbcClient jdbc, @RealTime Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Gives one token back. */
    void giveBack(String operation, Rate rate) {
        jdbc.sql("update rate_bucket set tokens = least(:burst, tokens + 1) where operation = :operation")
                .param("operation", operation)
                .param("burst", (double) rate.burst())
                .update();
    }

    /** Deletes buckets of a kind that were not used for so long that they are full again. */
    void deleteUnused(String prefix, Instant usedBefore) {
        jdbc.sql("delete from rate_bucket where starts_with(operation, :prefix) and filled_at < :used_before")
                .param("prefix", prefix)
                .param("used_before", usedBefore)
                .update();
    }

    /** Takes one token, in one statement that locks one row. Returns false if the bucket is empty. */
    boolean take(String operation, Rate rate) {
        return jdbc.sql("""
                        insert into rate_bucket as bucket (operation, tokens, filled_at)
                        values (:operation, :burst - 1, :now)
                        on conflict (operation) do update
                            set tokens = least(:burst, bucket.tokens + :per_second * greatest(0,
                                    extract(epoch from excluded.filled_at - bucket.filled_at))) - 1,
                                filled_at = greatest(bucket.filled_at, excluded.filled_at)
                            where least(:burst, bucket.tokens + :per_second * greatest(0,
                                    extract(epoch from excluded.filled_at - bucket.filled_at))) >= 1
                        returning operation
                        """)
                .param("operation", operation)
                .param("burst", (double) rate.burst())
                .param("per_second", rate.perSecond())
                .param("now", clock.instant())
                .query(String.class)
                .optional()
                .isPresent();
    }
}
