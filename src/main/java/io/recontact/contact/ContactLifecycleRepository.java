package io.recontact.contact;

import io.recontact.api.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements of {@link ContactLifecycle}. Each changes the row of one contact, or of some, without reading it. */
interface ContactLifecycleRepository extends Repository<Contact, ContactId> {

    /**
     * Keeps a queue from being deleted until the end of the transaction. Returns false if it does not exist.
     *
     * @param isExclusive whether no other contact may enter the queue meanwhile either
     */
    @NativeQuery("select lock_queue(:queue, :isExclusive)")
    boolean lockQueue(UUID queue, boolean isExclusive);

    /** Returns whether contacts wait in a queue, or are paused and will wait there again. */
    @NativeQuery("""
            select exists (
                select from contact
                where queue_id = :queue and connected_to_agent_at is null and disconnected_at is null)
            """)
    boolean hasContacts(UUID queue);

    @NativeQuery("""
            select count(*)
            from contact
            where queue_id = :queue and connected_to_agent_at is null and disconnected_at is null and not is_dequeued
            """)
    long countQueued(UUID queue);

    @NativeQuery("""
            select id
            from contact
            where queue_id = :queue and connected_to_agent_at is null and disconnected_at is null
            """)
    List<UUID> findWaiting(UUID queue);

    @Modifying
    @NativeQuery("""
            update contact
            set queue_id = :queue, enqueued_at = :now, is_dequeued = false,
                routing_criteria_activated_at = case when routing_criteria is not null then cast(:now as timestamptz) end,
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void enqueue(UUID contact, UUID queue, Instant now);

    /** Sets the member that is given and clears the other. */
    @Modifying
    @NativeQuery("""
            update contact
            set queue_priority = cast(:priority as bigint),
                queue_time_adjustment_seconds = cast(:adjustmentSeconds as integer),
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void changeRouting(UUID contact, @Nullable Long priority, @Nullable Integer adjustmentSeconds, Instant now);

    /** Replaces the routing criteria, which take effect at once if the contact is or was in a queue. */
    @Modifying
    @NativeQuery("""
            update contact
            set routing_criteria = cast(:criteria as jsonb), routing_criteria_index = coalesce(routing_criteria_index + 1, 0),
                routing_criteria_activated_at = case when enqueued_at is not null then cast(:now as timestamptz) end,
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void changeCriteria(UUID contact, String criteria, Instant now);

    @Modifying
    @NativeQuery("""
            update contact
            set agent_id = :agent, connected_to_agent_at = :now,
                agent_hierarchy_groups = (select path from user_hierarchy_path where user_id = :agent),
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void connectAgent(UUID contact, UUID agent, Instant now);

    /** A paused task does not wait for an agent. */
    @Modifying
    @NativeQuery("""
            update contact
            set is_paused = true, is_dequeued = is_dequeued or (queue_id is not null and agent_id is null),
                last_paused_at = :now, total_pause_count = total_pause_count + 1,
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void pause(UUID contact, Instant now);

    @Modifying
    @NativeQuery("""
            update contact
            set is_paused = false, last_resumed_at = greatest(last_paused_at, :now),
                total_pause_milliseconds = total_pause_milliseconds
                    + greatest(0, 1000 * extract(epoch from cast(:now as timestamptz) - last_paused_at)),
                agent_pause_milliseconds = agent_pause_milliseconds
                    + case when agent_id is null then 0
                           else greatest(0, 1000 * extract(epoch from cast(:now as timestamptz) - last_paused_at))
                      end,
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void resume(UUID contact, Instant now);

    /** Moves the expiry with the scheduled time. */
    @Modifying
    @NativeQuery("""
            update contact
            set expires_at = expires_at + (cast(:at as timestamptz) - scheduled_at), scheduled_at = :at,
                last_updated_at = greatest(last_updated_at, :now)
            where id = :contact
            """)
    void reschedule(UUID contact, Instant at, Instant now);

    /**
     * Counts the transfers of a contact, up to {@code limit}. Transfers between queues by flows do not count, so this
     * walks up to 1,000 contacts back.
     */
    @NativeQuery("""
            with recursive chain as (
                select previous_contact_id, initiation_method, 1 as depth,
                       cast(initiation_method = 'TRANSFER' as integer) as transfers
                from contact
                where id = :contact
                union all
                select previous.previous_contact_id, previous.initiation_method, depth + 1,
                       transfers + cast(previous.initiation_method = 'TRANSFER' as integer)
                from chain join contact previous on previous.id = chain.previous_contact_id
                where chain.initiation_method in ('TRANSFER', 'QUEUE_TRANSFER')
                  and transfers < :limit and depth < 1000
            )
            select max(transfers) from chain
            """)
    int countTransfers(UUID contact, int limit);

    @Modifying
    @NativeQuery("""
            update contact
            set after_contact_work_started_at = :now, last_updated_at = greatest(last_updated_at, :now)
            where id = any (cast((select :contacts) as uuid[])) and after_contact_work_started_at is null
            """)
    void beginAfterContactWork(UUID[] contacts, Instant now);

    @Modifying
    @NativeQuery("""
            update contact
            set after_contact_work_ended_at = :now, last_updated_at = greatest(last_updated_at, :now)
            where id = any (cast((select :contacts) as uuid[])) and after_contact_work_started_at is not null
              and after_contact_work_ended_at is null
            """)
    void endAfterContactWork(UUID[] contacts, Instant now);
}
