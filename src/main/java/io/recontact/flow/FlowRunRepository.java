package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.flow.FlowRun.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs at rest. Whoever goes on with one holds the lock of its session, and writes it last: whoever ends contacts locks
 * these before their runs, too.
 */
@Repository
class FlowRunRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FlowRunRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Begins a run, in place of the one that the contact has. */
    void begin(FlowRun run) {
        write("""
                insert into flow_run (
                    contact_id, id, instance_id, session_id, publication_id, occasion, status, action, state, steps,
                    listens, seen_sequence, due_at)
                values (
                    :contact, :id, :instance, :session, cast(:publication as uuid), :occasion, :status,
                    cast(:action as text), cast(:state as jsonb), :steps, :listens, :seen, :due_at)
                on conflict (contact_id) do update
                set id = excluded.id, publication_id = excluded.publication_id, occasion = excluded.occasion,
                    status = excluded.status, action = excluded.action, state = excluded.state,
                    steps = excluded.steps, listens = excluded.listens, seen_sequence = excluded.seen_sequence,
                    due_at = excluded.due_at, failures = 0
                """, run);
    }

    /** False if the run is over, or another has taken its place. */
    boolean save(FlowRun run) {
        return write("""
                        update flow_run
                        set publication_id = cast(:publication as uuid), status = :status,
                            action = cast(:action as text), state = cast(:state as jsonb), steps = :steps,
                            listens = :listens, seen_sequence = :seen, due_at = :due_at, failures = 0
                        where contact_id = :contact and id = :id and instance_id = :instance
                          and session_id = :session and occasion = :occasion
                        """, run) == 1;
    }

    private int write(String statement, FlowRun run) {
        return jdbc.sql(statement)
                .param("contact", run.contact().value())
                .param("id", run.id())
                .param("instance", run.instance().value())
                .param("session", run.session().value())
                .param("publication", run.publication())
                .param("occasion", run.occasion().name())
                .param("status", run.status().name())
                .param("action", run.action())
                .param("state", json.writeValueAsString(run.state()))
                .param("steps", run.steps())
                .param("listens", run.listens())
                .param("seen", run.seen())
                .param("due_at", run.dueAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes that a run could not go on, and tells how often in a row. */
    int countFailure(ContactId contact) {
        return jdbc.sql("update flow_run set failures = failures + 1 where contact_id = :contact returning failures")
                .param("contact", contact.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    Optional<FlowRun> find(ContactId contact) {
        return jdbc.sql("""
                        select contact_id, id, instance_id, session_id, publication_id, occasion, status, action, state,
                               steps, listens, seen_sequence, due_at
                        from flow_run
                        where contact_id = :contact
                        """)
                .param("contact", contact.value())
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<FlowTrigger> findOccasion(ContactId contact) {
        return jdbc.sql("select occasion from flow_run where contact_id = :contact")
                .param("contact", contact.value())
                .query((row, _) -> FlowTrigger.valueOf(row.getString("occasion")))
                .optional();
    }

    /** Ends one run; another that has taken its place goes on. */
    void remove(FlowRun run) {
        jdbc.sql("delete from flow_run where contact_id = :contact and id = :id")
                .param("contact", run.contact().value())
                .param("id", run.id())
                .update();
    }

    /** Ends the run of a contact, whichever it is. */
    void remove(ContactId contact) {
        jdbc.sql("delete from flow_run where contact_id = :contact")
                .param("contact", contact.value())
                .update();
    }

    /** Ends the runs of contacts, suspended ones as well, and tells of which there were any. */
    List<ContactId> removeOf(UUID... contacts) {
        return jdbc.sql("""
                        with suspended as (
                            delete from suspended_flow_run where contact_id = any (:contacts)
                        )
                        delete from flow_run where contact_id = any (:contacts) returning contact_id
                        """)
                .param("contacts", contacts)
                .query((row, _) -> new ContactId(row.getObject("contact_id", UUID.class)))
                .list();
    }

    /** Stops the run of a contact. It may be restored, unless it was one aside of what the contact is at. */
    void suspend(ContactId contact) {
        jdbc.sql("""
                        with stopped as (
                            delete from flow_run where contact_id = :contact returning *
                        )
                        insert into suspended_flow_run (contact_id, run)
                        select contact_id, to_jsonb(stopped)
                        from stopped
                        where occasion in ('CONNECTED', 'STARTED', 'REMAINING')
                        on conflict (contact_id) do nothing
                        """).param("contact", contact.value()).update();
    }

    /** Lets the suspended run of a contact go on, if there is one, in place of any other. */
    void restore(ContactId contact) {
        remove(contact);
        jdbc.sql("""
                        with restored as (
                            delete from suspended_flow_run where contact_id = :contact returning run
                        )
                        insert into flow_run
                        select run.*
                        from restored cross join jsonb_populate_record(null::flow_run, restored.run) run
                        """).param("contact", contact.value()).update();
    }

    /** Forgets the suspended run of a contact, which has gone elsewhere. */
    void forgetSuspended(ContactId contact) {
        jdbc.sql("delete from suspended_flow_run where contact_id = :contact")
                .param("contact", contact.value())
                .update();
    }

    /** The queue that flows have chosen for a session or a task. */
    Optional<UUID> findTarget(UUID owner) {
        return jdbc.sql("select queue_id from flow_target where session_id = :owner")
                .param("owner", owner)
                .query(UUID.class)
                .optional();
    }

    void target(UUID owner, UUID queue) {
        jdbc.sql("""
                        insert into flow_target (session_id, queue_id) values (:owner, :queue)
                        on conflict (session_id) do update set queue_id = excluded.queue_id
                        """).param("owner", owner).param("queue", queue).update();
    }

    /**
     * The contacts of runs that are due, those first that were due first. Others that look get them again only after a
     * while: by then whoever has them now has gone on, or is no more.
     */
    List<ContactId> claimDue(Instant now, Instant until, int limit) {
        return jdbc.sql("""
                        with due as (
                            select contact_id
                            from flow_run
                            where due_at <= :now
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update flow_run
                        set due_at = :until
                        from due
                        where flow_run.contact_id = due.contact_id
                        returning flow_run.contact_id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> new ContactId(row.getObject("contact_id", UUID.class)))
                .list();
    }

    /** A run that waits for something in a transcript. */
    record Listener(ContactId contact, SessionId session, long seen) {}

    List<Listener> listeningIn(Collection<SessionId> sessions) {
        return jdbc.sql("""
                        select contact_id, session_id, seen_sequence
                        from flow_run
                        where listens and session_id = any (:sessions)
                        """)
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .query((row, _) -> listener(row))
                .list();
    }

    /** All of them, page by page in the order of their sessions. */
    List<Listener> listening(@Nullable SessionId after, int limit) {
        return jdbc.sql("""
                        select contact_id, session_id, seen_sequence
                        from flow_run
                        where listens and (cast(:after as uuid) is null or session_id > :after)
                        order by session_id
                        limit :limit
                        """)
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, _) -> listener(row))
                .list();
    }

    long countWaiting() {
        return jdbc.sql("select count(*) from flow_run where status = 'WAITING'")
                .query(Long.class)
                .single();
    }

    private FlowRun read(ResultSet row) throws SQLException {
        return new FlowRun(
                row.getObject("id", UUID.class),
                new ContactId(row.getObject("contact_id", UUID.class)),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getObject("publication_id", UUID.class),
                FlowTrigger.valueOf(row.getString("occasion")),
                Status.valueOf(row.getString("status")),
                row.getString("action"),
                json.readValue(row.getString("state"), RunState.class),
                row.getInt("steps"),
                row.getBoolean("listens"),
                row.getLong("seen_sequence"),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }

    private static Listener listener(ResultSet row) throws SQLException {
        return new Listener(
                new ContactId(row.getObject("contact_id", UUID.class)),
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getLong("seen_sequence"));
    }
}
