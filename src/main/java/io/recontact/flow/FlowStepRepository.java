package io.recontact.flow;

import io.recontact.api.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The table {@code flow_step}. A transaction that adds steps of a contact holds the lock of its session. */
interface FlowStepRepository extends Repository<FlowRun, FlowRunId> {

    /**
     * The steps that are kept of a contact, so that a flow that loops for days does not fill the table. A person who
     * looks for an error reads no more, and most flows take fewer than twenty.
     */
    int KEPT = 200;

    /** A step that a run takes. */
    record Taken(
            UUID publication,
            String action,
            String type,
            @Nullable String results) {}

    /** A step as it is stored. */
    interface Stored {

        int getNumber();

        UUID getPublicationId();

        String getAction();

        String getType();

        @Nullable String getResults();

        Instant getTakenAt();
    }

    /** Adds steps of a contact, at most as many as are kept, and removes its oldest surplus ones. */
    default void add(ContactId contact, List<Taken> steps, Instant now) {
        if (!steps.isEmpty()) {
            insert(
                    contact.value(),
                    steps.stream().map(Taken::publication).toArray(UUID[]::new),
                    steps.stream().map(Taken::action).toArray(String[]::new),
                    steps.stream().map(Taken::type).toArray(String[]::new),
                    steps.stream().map(Taken::results).toArray(String[]::new),
                    now,
                    steps.size() - KEPT);
        }
    }

    /**
     * Inserts steps as one set.
     *
     * @param surplus what the newest number so far is higher by than that of the last step to remove
     */
    @Modifying
    @NativeQuery("""
            with newest as (
                select coalesce(max(number), 0) as number
                from flow_step
                where contact_id = :contact
            ), removed as (
                delete from flow_step
                where contact_id = :contact and number <= (select number from newest) + :surplus
            )
            insert into flow_step (contact_id, number, publication_id, action, type, results, taken_at)
            select :contact, newest.number + step.place, step.publication_id, step.action, step.type,
                   left(step.results, 200), :now
            from newest
            cross join unnest(
                cast(:publications as uuid[]), cast(:actions as text[]), cast(:types as text[]),
                cast(:results as text[])) with ordinality
                as step (publication_id, action, type, results, place)
            """)
    void insert(
            UUID contact,
            UUID[] publications,
            String[] actions,
            String[] types,
            @Nullable String[] results,
            Instant now,
            int surplus);

    /** Returns the steps of a contact, oldest first. */
    @NativeQuery("""
            select number, publication_id, action, type, results, taken_at
            from flow_step
            where contact_id = :contact
            order by number
            """)
    List<Stored> findByContact(UUID contact);
}
