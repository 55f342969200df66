package io.recontact.retention;

import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of runs. Plain JDBC, because each batch adds to a record in one guarded statement, also when another node
 * has given up the run in the meantime.
 */
@Repository
class RetentionRunRepository {

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RetentionRunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(RetentionRun run) {
        jdbc.sql("""
                        insert into retention_run (id, node, started_at, seen_at, oldest_kept)
                        values (:id, :node, :started_at, :started_at, :oldest_kept)
                        """)
                .param("id", run.id())
                .param("node", run.node())
                .param("started_at", run.startedAt())
                .param("oldest_kept", run.oldestKept())
                .update();
    }

    /** Adds to the numbers of a run, in the transaction of its deletion. */
    void add(UUID run, Map<String, Integer> rows, Instant now) {
        jdbc.sql("""
                        update retention_run
                        set seen_at = :now, deleted = sum_counts(deleted, cast(:rows as jsonb))
                        where id = :id
                        """)
                .param("rows", json.writeValueAsString(rows))
                .param("now", now)
                .param("id", run)
                .update();
    }

    void end(UUID run, Instant now, RetentionRun.Outcome outcome, @Nullable Long held, long failed) {
        jdbc.sql("""
                        update retention_run
                        set ended_at = :now, seen_at = :now, outcome = :outcome, held_sessions = :held,
                            failed_sessions = :failed
                        where id = :id
                        """)
                .param("now", now)
                .param("outcome", outcome.name())
                .param("held", held)
                .param("failed", failed)
                .param("id", run)
                .update();
    }

    /** Ends runs that have done nothing since {@code seenBefore}: their nodes were killed. Returns their number. */
    int endInterrupted(Instant seenBefore) {
        return jdbc.sql("""
                        update retention_run
                        set ended_at = seen_at, outcome = 'INTERRUPTED'
                        where id in (
                            select id from retention_run
                            where outcome is null and seen_at < :seen_before
                            for update skip locked)
                        """).param("seen_before", seenBefore).update();
    }

    /** Deletes all ended runs but the newest. */
    int deleteOldest(int kept) {
        return jdbc.sql("""
                        delete from retention_run
                        where id in (
                            select id from retention_run
                            where outcome is not null
                            order by started_at desc, id desc
                            offset :kept
                            for update skip locked)
                        """).param("kept", kept).update();
    }

    List<RetentionRun> newest(int limit) {
        return jdbc.sql("""
                        select id, node, started_at, seen_at, ended_at, oldest_kept, deleted, held_sessions,
                               failed_sessions, outcome
                        from retention_run
                        order by started_at desc, id desc
                        limit :limit
                        """).param("limit", limit).query((row, _) -> run(row)).list();
    }

    private RetentionRun run(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new RetentionRun(
                row.getObject("id", UUID.class),
                row.getString("node"),
                Timestamps.instant(row, "started_at"),
                Timestamps.instant(row, "seen_at"),
                Timestamps.nullableInstant(row, "ended_at"),
                Timestamps.instant(row, "oldest_kept"),
                json.readValue(row.getString("deleted"), COUNTS),
                row.getObject("held_sessions", Long.class),
                row.getLong("failed_sessions"),
                outcome == null ? null : RetentionRun.Outcome.valueOf(outcome));
    }

    /** Lifts the statement timeout until the end of the transaction. */
    void liftStatementTimeout() {
        jdbc.sql("set local statement_timeout = 0").update();
    }
}
