package io.recontact.history;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;

import io.recontact.api.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of imports. Plain JDBC, because a running import updates its counts in one statement. */
@Repository
class ImportRunRepository {

    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;

    ImportRunRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ImportRun run) {
        jdbc.sql("""
                        insert into import_run (id, instance_id, source, requested_by, started_at, seen_at)
                        values (:id, :instance, :source, :requested_by, :started_at, :started_at)
                        """)
                .param("id", run.id())
                .param("instance", run.instance().value())
                .param("source", run.source().name())
                .param("requested_by", run.requestedBy())
                .param("started_at", run.startedAt())
                .update();
    }

    /** Stores the counts so far. With an outcome, the import has ended. */
    void update(UUID id, ImportReport report, Instant now, ImportRun.@Nullable State outcome) {
        jdbc.sql("""
                        update import_run
                        set seen_at = :now, ended_at = :ended_at, outcome = :outcome, lines = :lines,
                            contacts = :contacts, transcripts = :transcripts, items = :items, attachments = :attachments,
                            skipped = :skipped, expired = :expired, refused = :refused, conflicts = :conflicts
                        where id = :id
                        """)
                .param("now", now)
                .param("ended_at", outcome == null ? null : now)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("lines", report.lines())
                .param("contacts", report.contacts())
                .param("transcripts", report.transcripts())
                .param("items", report.items())
                .param("attachments", report.attachments())
                .param("skipped", report.skipped())
                .param("expired", report.expired())
                .param("refused", report.refused())
                .param("conflicts", report.conflicts())
                .param("id", id)
                .update();
    }

    void deleteStartedBefore(InstanceId instance, Instant time) {
        jdbc.sql("delete from import_run where instance_id = :instance and started_at < :time")
                .param("instance", instance.value())
                .param("time", time)
                .update();
    }

    /** Returns runs of an instance, newest first. */
    List<ImportRun> page(InstanceId instance, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select *
                        from import_run
                        where instance_id = :instance and id < :before
                        order by id desc
                        limit :limit
                        """)
                .param("instance", instance.value())
                .param("before", before == null ? LAST : before)
                .param("limit", limit)
                .query((row, _) -> run(row))
                .list();
    }

    private static ImportRun run(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new ImportRun(
                row.getObject("id", UUID.class),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                ImportRun.Source.valueOf(row.getString("source")),
                row.getString("requested_by"),
                instant(row, "started_at"),
                instant(row, "seen_at"),
                nullableInstant(row, "ended_at"),
                outcome == null ? null : ImportRun.State.valueOf(outcome),
                new ImportReport(
                        row.getLong("lines"),
                        row.getLong("contacts"),
                        row.getLong("transcripts"),
                        row.getLong("items"),
                        row.getLong("attachments"),
                        row.getLong("skipped"),
                        row.getLong("expired"),
                        row.getLong("conflicts"),
                        row.getLong("refused"),
                        List.of()));
    }
}
