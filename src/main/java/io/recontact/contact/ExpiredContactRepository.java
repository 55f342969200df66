package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.Timestamps;
import io.recontact.retention.DueContact;
import io.recontact.retention.SessionPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements of {@link ExpiredContactService}. Plain JDBC: a run sends them for millions of rows, and their locks
 * must come in this order.
 */
@Repository
class ExpiredContactRepository {

    private static final UUID FIRST = new UUID(0, 0);

    /** The condition that a session, with first contact {@code initial}, has ended and nothing of it is kept. */
    private static final String EXPIRED = """
            initial.initiated_at < :oldest_kept
            and initial.previous_contact_id is null
            and initial.disconnected_at is not null
            and not exists (
                select from contact later
                where later.initial_contact_id = initial.id and later.previous_contact_id is not null
                  and (later.initiated_at >= :oldest_kept or later.disconnected_at is null))
            """;

    /**
     * The condition that a session, or a customer of it, has a legal hold. Only for rows that are chosen already: for
     * others, PostgreSQL would look at the later contacts of all sessions.
     */
    private static final String HELD = """
            (exists (select from held_contact held where held.contact_id = initial.id)
             or exists (
                 select from held_customer held
                 where held.instance_id = initial.instance_id and held.customer_id = initial.customer_id)
             or exists (
                 select from contact later
                 where later.initial_contact_id = initial.id and later.previous_contact_id is not null
                   and (exists (select from held_contact held where held.contact_id = later.id)
                        or exists (
                            select from held_customer held
                            where held.instance_id = later.instance_id and held.customer_id = later.customer_id))))
            """;

    private static final String OLDEST_EXPIRED = """
            select initial.id, initial.initiated_at, initial.instance_id, initial.customer_id
            from contact initial
            where initial.initiated_at >= :after_time and (initial.initiated_at, initial.id) > (:after_time, :after_id)
              and initial.instance_id <> all (:frozen) and
            """ + EXPIRED + """
            order by initial.initiated_at, initial.id
            limit :limit
            """;

    private final JdbcClient jdbc;

    ExpiredContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks expired sessions of other instances, except those that another transaction has locked. */
    List<SessionPosition> lockExpired(Instant oldestKept, SessionPosition after, int limit, UUID[] frozen) {
        return expired(OLDEST_EXPIRED + " for update skip locked", oldestKept, after, limit, frozen);
    }

    private List<SessionPosition> expired(
            String sql, Instant oldestKept, SessionPosition after, int limit, UUID[] frozen) {
        return expiredStatement(sql, oldestKept, after, limit, frozen)
                .query((row, _) ->
                        new SessionPosition(Timestamps.instant(row, "initiated_at"), row.getObject("id", UUID.class)))
                .list();
    }

    private JdbcClient.StatementSpec expiredStatement(
            String sql, Instant oldestKept, SessionPosition after, int limit, UUID[] frozen) {
        return jdbc.sql(sql)
                .param("oldest_kept", oldestKept)
                .param("after_time", after.initiatedAt())
                .param("after_id", after.id())
                .param("limit", limit)
                .param("frozen", frozen);
    }

    /** Returns all contacts of expired sessions of other instances, in the order of the sessions. */
    List<DueContact> findExpired(Instant oldestKept, SessionPosition after, int limit, UUID[] frozen) {
        var sql = "with initial as materialized (" + OLDEST_EXPIRED + """
                )
                select initial.id as session_id, initial.initiated_at as session_began, member.id, member.instance_id,
                       member.initiated_at,
                """ + HELD + """
                       as held
                from initial
                join contact member
                  on member.id = initial.id
                  or member.initial_contact_id = initial.id and member.previous_contact_id is not null
                order by initial.initiated_at, initial.id
                """;
        return expiredStatement(sql, oldestKept, after, limit, frozen)
                .query((row, _) -> due(row))
                .list();
    }

    /** Returns those of some sessions of which nothing is kept now, and nothing is held. */
    List<UUID> stillExpired(UUID[] sessions, Instant oldestKept) {
        return jdbc.sql("""
                        select initial.id
                        from contact initial
                        where initial.id = any (array(select unnest(cast(:sessions as uuid[])))) and
                        """ + EXPIRED + " and not " + HELD)
                .param("sessions", sessions)
                .param("oldest_kept", oldestKept)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Returns the session of a contact. */
    Optional<UUID> findSession(UUID instance, UUID contact) {
        return jdbc.sql("select initial_contact_id from contact where id = :contact and instance_id = :instance")
                .param("contact", contact)
                .param("instance", instance)
                .query((row, _) -> row.getObject("initial_contact_id", UUID.class))
                .optional();
    }

    /** Returns sessions with a contact of a customer, in the order of their ids. */
    List<UUID> findSessions(UUID instance, String customerId, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select distinct initial_contact_id
                        from contact
                        where instance_id = :instance and customer_id = :customer and initial_contact_id > :after
                        order by initial_contact_id
                        limit :limit
                        """)
                .param("instance", instance)
                .param("customer", customerId)
                .param("after", after == null ? FIRST : after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("initial_contact_id", UUID.class))
                .list();
    }

    /** Returns sessions of an instance, in the order of their ids. */
    List<UUID> findSessions(UUID instance, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select id
                        from contact
                        where instance_id = :instance and previous_contact_id is null and id > :after
                        order by id
                        limit :limit
                        """)
                .param("instance", instance)
                .param("after", after == null ? FIRST : after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Locks sessions by their first contacts, in the order of their ids. */
    void lock(UUID[] sessions) {
        jdbc.sql("select id from contact where id = any (:sessions) order by id for update")
                .param("sessions", sessions)
                .query((_, _) -> true)
                .list();
    }

    /** Returns those of some sessions that have ended, and of which nothing is held. */
    List<UUID> findEnded(UUID[] sessions) {
        return jdbc.sql("""
                        select initial.id
                        from contact initial
                        where initial.id = any (:sessions) and initial.disconnected_at is not null
                          and not exists (
                              select from contact later
                              where later.initial_contact_id = initial.id and later.previous_contact_id is not null
                                and later.disconnected_at is null)
                          and not
                        """ + HELD)
                .param("sessions", sessions)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Returns the contacts of some sessions without the first ones. */
    List<UUID> findLater(UUID[] sessions) {
        return jdbc.sql("""
                        select id
                        from contact
                        where initial_contact_id = any (array(select unnest(cast(:sessions as uuid[]))))
                          and previous_contact_id is not null
                        """)
                .param("sessions", sessions)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Locks contacts of an instance in the order of their ids. */
    List<UUID> lockOfInstance(UUID instance, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select id
                        from contact
                        where instance_id = :instance and id > :after
                        order by id
                        limit :limit
                        for update
                        """)
                .param("instance", instance)
                .param("after", after == null ? FIRST : after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    List<DueContact> findOfInstance(UUID instance, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select initial_contact_id as session_id, initiated_at as session_began, id, instance_id,
                               initiated_at, false as held
                        from contact
                        where instance_id = :instance and id > :after
                        order by id
                        limit :limit
                        """)
                .param("instance", instance)
                .param("after", after == null ? FIRST : after)
                .param("limit", limit)
                .query((row, _) -> due(row))
                .list();
    }

    private static DueContact due(ResultSet row) throws SQLException {
        return new DueContact(
                new SessionPosition(Timestamps.instant(row, "session_began"), row.getObject("session_id", UUID.class)),
                row.getObject("id", UUID.class),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                Timestamps.instant(row, "initiated_at"),
                row.getBoolean("held"));
    }

    /** Begins with the holds: a gauge counts often, and millions of sessions may be due. */
    long countHeld(Instant oldestKept) {
        return jdbc.sql("""
                        with held as (
                            select contact.initial_contact_id
                            from held_contact join contact on contact.id = held_contact.contact_id
                            union
                            select contact.initial_contact_id
                            from held_customer
                            join contact using (instance_id, customer_id)
                            where contact.initiated_at < :oldest_kept
                        )
                        select count(*)
                        from contact initial
                        where initial.id in (select initial_contact_id from held) and
                        """ + EXPIRED)
                .param("oldest_kept", oldestKept)
                .query(Long.class)
                .single();
    }

    boolean exists(UUID instance, UUID contact) {
        return jdbc.sql("select exists (select from contact where id = :contact and instance_id = :instance)")
                .param("contact", contact)
                .param("instance", instance)
                .query(Boolean.class)
                .single();
    }
}
