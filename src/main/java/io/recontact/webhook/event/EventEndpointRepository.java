package io.recontact.webhook.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The endpoints that contact events are written for, and the removal of their undelivered events. */
@Transactional
interface EventEndpointRepository extends Repository<RegisteredEndpoint, String> {

    /** Records that a node lists an endpoint. Changes nothing in the ordinary case, so that nodes do not wait. */
    @Modifying
    @NativeQuery("""
            insert into contact_event_endpoint as endpoint (name, receives)
            values (:name, :receives)
            on conflict (name) do update
                set receives = excluded.receives, unlisted_since = null, removed_at = null
                where endpoint.receives <> excluded.receives or endpoint.unlisted_since is not null
                   or endpoint.removed_at is not null
            """)
    void list(String name, String receives);

    /**
     * Records that a node does not list any other endpoint. The time counts from now, not from when the endpoint was
     * last listed: the service may have been off since.
     */
    @Modifying
    @NativeQuery("""
            update contact_event_endpoint
            set unlisted_since = :now
            where name <> all (:listed) and unlisted_since is null
            """)
    void markUnlisted(String[] listed, Instant now);

    /** Removes the endpoints that have not been listed since a time, and returns their names. */
    @NativeQuery("""
            update contact_event_endpoint
            set removed_at = :now
            where name <> all (:listed) and unlisted_since <= :since and removed_at is null
            returning name
            """)
    List<String> remove(String[] listed, Instant since, Instant now);

    /** Locks the removed endpoints: a node that lists one again waits, so that none of its new events is deleted. */
    @NativeQuery("select name from contact_event_endpoint where removed_at is not null order by name for update")
    List<String> lockRemoved();

    /** Locks the backlogs of some contacts for an endpoint, so that they receive no further events. */
    @NativeQuery("""
            select contact_id
            from contact_event_backlog
            where endpoint = :endpoint
            limit :limit
            for update skip locked
            """)
    List<UUID> lockBacklogs(String endpoint, int limit);

    @Modifying
    @NativeQuery("delete from contact_event_backlog where contact_id = any (:contacts) and endpoint = :endpoint")
    void deleteBacklogs(UUID[] contacts, String endpoint);

    @Modifying
    @NativeQuery("delete from contact_event where contact_id = any (:contacts) and endpoint = :endpoint")
    void deleteEvents(UUID[] contacts, String endpoint);

    /** The number of undelivered events, at most {@code limit}. */
    @NativeQuery("select count(*) from (select from contact_event limit :limit) as page")
    long countEvents(int limit);
}
