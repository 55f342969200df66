package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tables {@code flow_run} and {@code suspended_flow_run}. A transaction that continues a run holds the lock of its
 * session, and writes the run last. A transaction that ends contacts locks them before their runs, too.
 */
interface FlowRunRepository extends Repository<FlowRun, FlowRunId> {

    Optional<FlowRun> findById(FlowRunId id);

    @Query("select r from FlowRun r where r.contact = :contact")
    Optional<FlowRun> findByContact(ContactId contact);

    /** Reads the trigger alone, because the state of a failing run may be unreadable. */
    @Query("select r.trigger from FlowRun r where r.contact = :contact")
    Optional<FlowTrigger> findTrigger(ContactId contact);

    /** Begins a run, which replaces the contact's present one. */
    @Transactional
    @Modifying
    @NativeQuery("""
            insert into flow_run (
                contact_id, id, instance_id, session_id, publication_id, trigger, status, state, steps, listens,
                seen_sequence, due_at)
            values (
                :contact, :id, :instance, :session, cast(:publication as uuid), :trigger, 'READY', '{}', 0, false, 0,
                :dueAt)
            on conflict (contact_id) do update
            set id = excluded.id, publication_id = excluded.publication_id, trigger = excluded.trigger,
                status = excluded.status, action = null, state = excluded.state, steps = excluded.steps,
                listens = excluded.listens, seen_sequence = excluded.seen_sequence, due_at = excluded.due_at,
                failures = 0
            """)
    void begin(
            UUID id,
            UUID contact,
            UUID instance,
            UUID session,
            @Nullable UUID publication,
            String trigger,
            Instant dueAt);

    /**
     * Writes all changed entities of the transaction, the run among them.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException if a run has ended or was replaced meanwhile
     */
    void flush();

    /** Counts a failed attempt, and returns how many attempts failed in a row. */
    @Transactional
    @NativeQuery("update flow_run set failures = failures + 1 where contact_id = :contact returning failures")
    Optional<Integer> countFailure(UUID contact);

    /** Ends one run, but not another that has replaced it. */
    @Modifying
    @Query("delete from FlowRun r where r.id = :id")
    void remove(FlowRunId id);

    /** Ends the run of a contact. */
    @Modifying
    @Query("delete from FlowRun r where r.contact = :contact")
    void removeByContact(ContactId contact);

    /** Ends the runs of contacts, suspended ones included; returns the contacts that were running a flow. */
    @NativeQuery("""
            with suspended as (
                delete from suspended_flow_run where contact_id = any (cast((select :contacts) as uuid[]))
            )
            delete from flow_run where contact_id = any (cast((select :contacts) as uuid[])) returning contact_id
            """)
    List<UUID> removeByContacts(UUID... contacts);

    /** Stops the run of a contact and keeps it for {@link #restore}, unless it runs beside the contact's state. */
    @Modifying
    @NativeQuery("""
            with stopped as (
                delete from flow_run where contact_id = :contact returning *
            )
            insert into suspended_flow_run (contact_id, run)
            select contact_id, to_jsonb(stopped)
            from stopped
            where trigger in ('CONNECTED', 'STARTED', 'REMAINING')
            on conflict (contact_id) do nothing
            """)
    void suspend(UUID contact);

    /** Continues the suspended run of a contact, if there is one, and ends any other. */
    default void restore(ContactId contact) {
        removeByContact(contact);
        insertSuspended(contact.value());
    }

    @Modifying
    @NativeQuery("""
            with restored as (
                delete from suspended_flow_run where contact_id = :contact returning run
            )
            insert into flow_run
            select run.*
            from restored cross join jsonb_populate_record(cast(null as flow_run), restored.run) run
            """)
    void insertSuspended(UUID contact);

    /** Removes the suspended run of a contact that has left the flow. */
    @Modifying
    @NativeQuery("delete from suspended_flow_run where contact_id = :contact")
    void removeSuspended(UUID contact);

    /** Returns the contacts of runs that are due, and hides these runs from other nodes until a time. */
    @Transactional
    @NativeQuery("""
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
    List<UUID> claimDue(Instant now, Instant until, int limit);

    /** Lets the next sweep continue a run, unless it has changed since a sweep has hidden it until a time. */
    @Transactional
    @Modifying
    @NativeQuery("update flow_run set due_at = :now where contact_id = :contact and due_at = :until")
    void release(UUID contact, Instant until, Instant now);

    /** Returns a page of the runs that wait for an item in any transcript. */
    @Query("""
            select new io.recontact.flow.FlowListener(r.contact, r.session, r.seenSequence)
            from FlowRun r
            where r.listens and (:after is null or r.session.value > :after)
            order by r.session.value
            """)
    List<FlowListener> findListening(@Nullable UUID after, Limit limit);

    @NativeQuery("select count(*) from flow_run where status = 'WAITING'")
    long countWaiting();
}
