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

    /**
     * Runs the job, and forgets that run and all earlier ones. Tests that advance the clock leave runs of the future.
     */
    public void runAndForget() {
        job.run();
        jdbc.sql("delete from retention_run").update();
    }

    /** Makes a contact past its retention, with all that belongs to it. */
    public void expire(String contact) {
        initiate(
                contact,
                clock.instant().atOffset(ZoneOffset.UTC).minusMonths(25).toInstant());
    }

    /**
     * Inserts ended chats, each with its session, its customer and two items, a millisecond apart.
     *
     * @param at when the first one was initiated
     */
    public void fill(String instance, int chats, Instant at) {
        jdbc.sql("""
                        with made as (
                            select gen_random_uuid() as id, cast(:at as timestamptz) + n * interval '1 millisecond' as at
                            from generate_series(0, :chats - 1) n
                        ), contacts as (
                            insert into contact (
                                id, instance_id, initial_contact_id, association_id, channel, initiation_method,
                                initiated_at, disconnected_at, disconnect_reason, last_updated_at, expires_at)
                            select id, :instance, id, id, 'CHAT', 'API', at, at, 'API', at, at
                            from made
                        ), sessions as (
                            insert into chat_session (
                                id, instance_id, current_contact_id, supported_content_types,
                                disconnect_on_customer_exit, next_sequence, slot, started_at, last_item_at, ended_at,
                                expires_at)
                            select id, :instance, id, '{text/plain}', '{}', 3, 0, at, at, at, at
                            from made
                        ), customers as (
                            insert into participant (id, session_id, role, display_name, created_at)
                            select id, id, 'CUSTOMER', 'Ada', at
                            from made
                        )
                        insert into transcript_item (
                            session_id, sequence, id, contact_id, created_at, type, content_type, content)
                        select id, sequence, gen_random_uuid(), id, at, 'MESSAGE', 'text/plain', 'Hello'
                        from made cross join generate_series(1, 2) sequence
                        """)
                .param("instance", UUID.fromString(instance))
                .param("chats", chats)
                .param("at", at)
                .update();
    }

    /** Moves the initiation and the end of a contact to another time. */
    public void initiate(String contact, Instant at) {
        jdbc.sql("""
                        update contact
                        set initiated_at = :at, last_updated_at = :at, disconnected_at = :at, disconnect_reason = 'API'
                        where id = :id
                        """).param("id", UUID.fromString(contact)).param("at", at).update();
        jdbc.sql("update chat_session set started_at = :at, ended_at = :at where id = :id")
                .param("id", UUID.fromString(contact))
                .param("at", at)
                .update();
    }
}
