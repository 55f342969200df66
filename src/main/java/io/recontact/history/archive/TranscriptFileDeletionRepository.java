package io.recontact.history.archive;

import io.recontact.retention.SessionStatements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The transcript files that are to be deleted. Plain JDBC, because nodes take sets of them. */
@Repository
class TranscriptFileDeletionRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    TranscriptFileDeletionRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A file that one node deletes until its lease ends.
     *
     * @param attempt the number of the attempt, from 1
     */
    record Due(String store, String key, int attempt) {}

    /**
     * Has the files of a batch deleted, and forgets its contacts. A file that a node may be writing is due when that is
     * over.
     */
    void replaceFiles(SessionStatements statements) {
        statements
                .add("transcript_file", """
                        with gone as (
                            delete from transcript_file
                            where contact_id = any (:contacts)
                            returning store, key, open_until
                        )
                        insert into transcript_file_deletion (store, key, erasure_id, requested_at, due_at)
                        select store, key, cast(:file_erasure as uuid), cast(:files_due_at as timestamptz),
                               greatest(cast(:files_due_at as timestamptz), open_until)
                        from gone
                        on conflict (store, key) do update
                        set erasure_id = excluded.erasure_id, attempts = transcript_file_deletion.attempts + 1,
                            due_at = greatest(transcript_file_deletion.due_at, excluded.due_at)
                        """)
                .param("file_erasure", statements.erasure())
                .param("files_due_at", clock.instant());
    }

    /** Takes files of a store that no other node deletes, the longest due ones first. */
    List<Due> take(String store, Instant now, Instant leaseEnd, int limit) {
        return jdbc.sql("""
                        with due as materialized (
                            select store, key
                            from transcript_file_deletion
                            where due_at <= :now and store = :store
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update transcript_file_deletion
                        set due_at = :lease_end, attempts = attempts + 1
                        from due
                        where transcript_file_deletion.store = due.store and transcript_file_deletion.key = due.key
                        returning transcript_file_deletion.store, transcript_file_deletion.key, attempts
                        """)
                .param("store", store)
                .param("now", now)
                .param("lease_end", leaseEnd)
                .param("limit", limit)
                .query((row, _) -> new Due(row.getString("store"), row.getString("key"), row.getInt("attempts")))
                .list();
    }

    /** Removes the row of a file that is gone. Without effect if the file may have been written again since. */
    void done(Due file) {
        jdbc.sql("""
                        delete from transcript_file_deletion
                        where store = :store and key = :key and attempts = :attempt
                        """)
                .param("store", file.store())
                .param("key", file.key())
                .param("attempt", file.attempt())
                .update();
    }

    /** Puts off a file that is not deleted. Without effect if another node has taken it since. */
    void postpone(Due file, Instant until) {
        jdbc.sql("""
                        update transcript_file_deletion
                        set due_at = :until
                        where store = :store and key = :key and attempts = :attempt
                        """)
                .param("until", until)
                .param("store", file.store())
                .param("key", file.key())
                .param("attempt", file.attempt())
                .update();
    }

    /** Counts the files of erasures that are not deleted yet. Erasures without any are left out. */
    Map<UUID, Long> countOf(Collection<UUID> erasures) {
        return jdbc
                .sql("""
                        select erasure_id, count(*) as files
                        from transcript_file_deletion
                        where erasure_id = any (:erasures)
                        group by erasure_id
                        """)
                .param("erasures", erasures.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject("erasure_id", UUID.class), row.getLong("files")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long count() {
        return jdbc.sql("select count(*) from transcript_file_deletion")
                .query(Long.class)
                .single();
    }

    /** Returns how long ago the deletion of the oldest file was asked for; zero without any. */
    Duration lag(Instant now) {
        return jdbc.sql("""
                        select coalesce(extract(epoch from cast(:now as timestamptz) - min(requested_at)), 0)
                        from transcript_file_deletion
                        """)
                .param("now", now)
                .query((row, _) -> Duration.ofSeconds(row.getLong(1)))
                .single();
    }
}
