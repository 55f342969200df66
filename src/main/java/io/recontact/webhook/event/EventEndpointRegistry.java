package io.recontact.webhook.event;

import io.recontact.webhook.WebhookEndpoint;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the database which endpoints to write events for. Nodes may differ in what they list, while new settings are
 * rolled out or for good: an endpoint is written for as long as any node lists it, and given up when none has for a
 * while.
 */
@Repository
class EventEndpointRegistry {

    private static final Logger log = LoggerFactory.getLogger(EventEndpointRegistry.class);

    /** Of how many contacts one transaction removes what was written. */
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final ContactEventProperties settings;
    private final Clock clock;

    EventEndpointRegistry(JdbcClient jdbc, ContactEventProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Says which endpoints this node lists, and that it does not list the others. */
    void confirm() {
        var names = settings.endpoints().stream().map(WebhookEndpoint::name).toList();
        names.forEach(this::list);
        markOthers(names);
        for (var name : giveUp(names)) {
            log.info("The event endpoint {} is listed nowhere any more: what it has not taken is removed", name);
        }
    }

    private void list(String name) {
        jdbc.sql("""
                        insert into contact_event_endpoint as endpoint (name)
                        values (:name)
                        on conflict (name) do update
                            set unlisted_since = null, removed_at = null
                            where endpoint.unlisted_since is not null or endpoint.removed_at is not null
                        """).param("name", name).update();
    }

    /** The time counts from here, and not from when they were last listed: the service may have been off since. */
    private void markOthers(List<String> names) {
        jdbc.sql("""
                        update contact_event_endpoint
                        set unlisted_since = :now
                        where name <> all (:names) and unlisted_since is null
                        """)
                .param("names", names.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<String> giveUp(List<String> names) {
        var now = clock.instant();
        return List.copyOf(jdbc.sql("""
                        update contact_event_endpoint
                        set removed_at = :now
                        where name <> all (:names) and unlisted_since <= :long_ago and removed_at is null
                        returning name
                        """)
                .param("names", names.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("long_ago", now.minus(settings.forgetAfter()).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** Removes some of what was written for endpoints that were given up, and tells of how many contacts. */
    @Transactional
    public int removeSome() {
        int removed = 0;
        for (var name : lockGivenUp()) {
            removed += removeSome(name);
        }
        return removed;
    }

    /**
     * Whoever wants to list one of them again waits until this is over, so that nothing is removed that comes after.
     */
    private List<String> lockGivenUp() {
        return List.copyOf(jdbc.sql(
                        "select name from contact_event_endpoint where removed_at is not null order by name for update")
                .query(String.class)
                .list());
    }

    /**
     * With the backlog locked nothing is added to it, and a statement that begins then sees all there is: in one
     * statement an event that was committed meanwhile would stay behind.
     */
    private int removeSome(String name) {
        var contacts = jdbc.sql("""
                        select contact_id
                        from contact_event_backlog
                        where endpoint = :name
                        limit :batch
                        for update skip locked
                        """)
                .param("name", name)
                .param("batch", BATCH)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        for (var table : List.of("contact_event_backlog", "contact_event")) {
            jdbc.sql("delete from %s where contact_id = any (:contacts) and endpoint = :name".formatted(table))
                    .param("contacts", contacts)
                    .param("name", name)
                    .update();
        }
        return contacts.length;
    }
}
