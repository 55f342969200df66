package io.recontact.contact;

import io.recontact.api.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The statements of {@link ExpiredContactService}. */
interface ExpiredContactRepository extends Repository<Contact, ContactId> {

    /** The condition that no later contact of the session with first contact {@code initial} is kept. */
    String NOTHING_KEPT = """
            not exists (
                select from contact later
                where later.initial_contact_id = initial.id and later.previous_contact_id is not null
                  and (later.initiated_at >= :oldestKept or later.disconnected_at is null))
            """;

    /** Locks at most {@code batch} sessions of which nothing is kept, unless another transaction has locked them. */
    @NativeQuery("""
            select initial.id
            from contact initial
            where initial.initiated_at < :oldestKept
              and initial.previous_contact_id is null
              and initial.disconnected_at is not null
              and
            """ + NOTHING_KEPT + """
            order by initial.initiated_at
            limit :batch
            for update skip locked
            """)
    List<UUID> lockExpired(Instant oldestKept, int batch);

    /** Deletes the contacts of sessions of which nothing is kept, and returns their number. */
    @Modifying
    @NativeQuery("""
            with expired as (
                select id from contact initial where id = any (:sessions) and
            """ + NOTHING_KEPT + """
            )
            delete from contact
            where id in (select id from expired)
               or (initial_contact_id in (select id from expired) and previous_contact_id is not null)
            """)
    int delete(UUID[] sessions, Instant oldestKept);

    @Query("select min(c.initiatedAt) from Contact c")
    Optional<Instant> findOldestInitiation();

    /** Deletes at most {@code batch} contacts of an instance in the order of their ids, and returns the last id. */
    @NativeQuery("""
            with batch as (
                select id
                from contact
                where instance_id = :instance and id > :after
                order by id
                limit :batch
                for update
            ), deleted as (
                delete from contact where id in (select id from batch)
            )
            select id from batch order by id desc limit 1
            """)
    Optional<UUID> deleteOfInstance(UUID instance, UUID after, int batch);

    /** Lifts the statement timeout until the end of the transaction. */
    @Modifying
    @NativeQuery("set local statement_timeout = 0")
    void liftStatementTimeout();
}
