package io.recontact.history.archive;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The transcript files, stored or to be stored. Plain JDBC, because nodes take sets of them. */
@Repository
class TranscriptFileRepository {

    private final JdbcClient jdbc;

    TranscriptFileRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file that one node writes until its lease ends.
     *
     * @param attempt the number of the attempt, from 1
     */
    record Due(ContactId contact, InstanceId instance, int attempt) {}

    /** Makes the end of each chat, from now on, leave a file to store. */
    void open(Instant now) {
        jdbc.sql("""
                        insert into transcript_archive (id, seen_at) values (1, :now)
                        on conflict (id) do update
                        set seen_at = greatest(transcript_archive.seen_at, excluded.seen_at)
                        """).param("now", now).update();
    }

    /** Ends that, if no node with a store was seen for some time. Files that are due remain so. */
    void closeUnlessSeenSince(Instant time) {
        jdbc.sql("delete from transcript_archive where seen_at < :time")
                .param("time", time)
                .update();
    }

    /** Takes files that no other node writes, the longest due ones first. */
    List<Due> take(Instant now, Instant leaseEnd, int limit) {
        return jdbc.sql("""
                        with due as materialized (
                            select contact_id
                            from transcript_file_due
                            where due_at <= :now
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update transcript_file_due
                        set due_at = :lease_end, attempts = attempts + 1
                        from due
                        where transcript_file_due.contact_id = due.contact_id
                        returning transcript_file_due.contact_id, instance_id, attempts
                        """)
                .param("now", now)
                .param("lease_end", leaseEnd)
                .param("limit", limit)
                .query((row, _) -> new Due(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        row.getInt("attempts")))
                .list();
    }

    /**
     * Notes that a file is written from now on. Locks its due row, which an erasure deletes first, as well as
     * retention.
     *
     * @param openUntil when the write is over at the latest
     * @return false if the contact is deleted, or another node has taken the file since; nothing may be written then
     */
    boolean begin(Due file, String store, String key, Instant openUntil) {
        return jdbc.sql("""
                                with due as materialized (
                                    select contact_id
                                    from transcript_file_due
                                    where contact_id = :contact and attempts = :attempt
                                    for update
                                )
                                insert into transcript_file (contact_id, store, key, open_until)
                                select contact_id, :store, :key, :open_until
                                from due
                                on conflict (contact_id, store, key) do update
                                set open_until = greatest(transcript_file.open_until, excluded.open_until)
                                """)
                        .param("contact", file.contact().value())
                        .param("attempt", file.attempt())
                        .param("store", store)
                        .param("key", key)
                        .param("open_until", openUntil)
                        .update()
                == 1;
    }

    /**
     * Notes that a file is stored. If its contact was deleted in the meantime, the file is to be deleted, again if need
     * be.
     *
     * @param openUntil as for {@link #begin}; a later write of another node remains open
     */
    void stored(Due file, String store, String key, Instant openUntil, Instant now) {
        jdbc.sql("""
                        with kept as (
                            update transcript_file
                            set open_until = nullif(open_until, :open_until)
                            where contact_id = :contact and store = :store and key = :key
                            returning 1
                        )
                        insert into transcript_file_deletion (store, key, requested_at, due_at)
                        select :store, :key, cast(:now as timestamptz), cast(:now as timestamptz)
                        where not exists (select from kept)
                        on conflict (store, key) do update
                        set due_at = greatest(transcript_file_deletion.due_at, excluded.due_at),
                            attempts = transcript_file_deletion.attempts + 1
                        """)
                .param("contact", file.contact().value())
                .param("store", store)
                .param("key", key)
                .param("open_until", openUntil)
                .param("now", now)
                .update();
    }

    /** A file is stored, or there is nothing to store. Without effect if another node has taken it since. */
    void done(Due file) {
        jdbc.sql("delete from transcript_file_due where contact_id = :contact and attempts = :attempt")
                .param("contact", file.contact().value())
                .param("attempt", file.attempt())
                .update();
    }

    /** A file is not stored. Without effect if another node has taken it since. */
    void postpone(Due file, Instant until) {
        jdbc.sql("""
                        update transcript_file_due
                        set due_at = :until
                        where contact_id = :contact and attempts = :attempt
                        """)
                .param("until", until)
                .param("contact", file.contact().value())
                .param("attempt", file.attempt())
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from transcript_file_due")
                .query(Long.class)
                .single();
    }

    /** Returns how long ago the contact ended whose file has been waiting for the longest time; zero without any. */
    Duration lag(Instant now) {
        return jdbc.sql("""
                        select coalesce(extract(epoch from cast(:now as timestamptz) - min(ended_at)), 0)
                        from transcript_file_due
                        """)
                .param("now", now)
                .query((row, _) -> Duration.ofSeconds(row.getLong(1)))
                .single();
    }
}
