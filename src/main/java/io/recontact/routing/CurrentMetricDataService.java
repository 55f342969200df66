package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.contact.ContactService;
import io.recontact.routing.CurrentMetricQuery.Group;
import io.recontact.routing.CurrentMetricQuery.Grouping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The real-time metrics of queues, routing profiles and channels, and those of a contact that waits. The statements are
 * put together here, since the groupings are their columns.
 */
@Service
public class CurrentMetricDataService {

    /** The period whose accepted contacts predict how fast a queue moves. */
    private static final Duration OBSERVED = Duration.ofMinutes(30);

    /**
     * The agents who serve the queues. A row of {@code place} is an agent in one channel and group, however many of the
     * queues the agent serves.
     */
    private static final String AGENTS = """
            with line as (
                select profile.user_id, profile.routing_profile_id, served.queue_id, served.channel,
                       coalesce(slots.concurrency, 0) as concurrency
                from routing_profile_queue_config served
                join user_routing_profile profile on profile.routing_profile_id = served.routing_profile_id
                left join routing_profile_media_concurrency slots
                  on slots.routing_profile_id = served.routing_profile_id and slots.channel = served.channel
                where (cast(:queues as uuid[]) is null or served.queue_id = any (:queues))
                  and (cast(:profiles as uuid[]) is null or served.routing_profile_id = any (:profiles))
                  and (cast(:channels as text[]) is null or served.channel = any (:channels))
            ), place as (
                select distinct {distinct} agent.user_id, line.channel, status.type, line.concurrency, held.active,
                       held.connected > 0 as on_contact, held.working > 0 as in_work, held.refused > 0 as in_error,
                       agent.routable and not exists (
                           select from agent_contact
                           where agent_id = agent.user_id and state = 'MISSED') as takes_offers
                from line
                join agent on agent.user_id = line.user_id
                join agent_status_summary status on status.agent_status_id = agent.status_id
                cross join lateral (
                    select count(*) filter (where state <> 'PAUSED') as active,
                           count(*) filter (where state = 'CONNECTED') as connected,
                           count(*) filter (where state = 'ENDED') as working,
                           count(*) filter (where state in ('MISSED', 'REJECTED')) as refused
                    from agent_contact
                    where agent_id = agent.user_id and channel = line.channel) held
                where agent.instance_id = :instance and status.type <> 'OFFLINE'
                  and (cast(:statuses as uuid[]) is null or agent.status_id = any (:statuses))
            )
            select {columns}
                   count(distinct user_id) as agents_online,
                   count(distinct user_id) filter (where takes_offers and active < concurrency) as agents_available,
                   count(distinct user_id) filter (where on_contact) as agents_on_call,
                   count(distinct user_id) filter (where on_contact) as agents_on_contact,
                   count(distinct user_id) filter (where type = 'CUSTOM') as agents_non_productive,
                   count(distinct user_id) filter (where in_work) as agents_after_contact_work,
                   count(distinct user_id) filter (where in_error) as agents_error,
                   count(distinct user_id) filter (where type = 'ROUTABLE' or on_contact or in_work) as agents_staffed,
                   coalesce(sum(active), 0) as slots_active,
                   coalesce(sum(greatest(concurrency - active, 0)) filter (where takes_offers), 0) as slots_available
            from place
            {group by}
            having count(*) > 0
            """;

    private static final String CONTACTS = """
            select {columns} count(distinct waiting.contact_id) as contacts_in_queue, min(waiting.enqueued_at) as oldest
            from queued_contact waiting {joins}
            where waiting.instance_id = :instance
              and (cast(:queues as uuid[]) is null or waiting.queue_id = any (:queues))
              and (cast(:channels as text[]) is null or waiting.channel = any (:channels))
            {group by}
            having count(*) > 0
            """;

    /** The profiles that serve the queue of a contact. */
    private static final String PROFILES = """
            join routing_profile_queue_config served
              on served.queue_id = waiting.queue_id and served.channel = waiting.channel
             and served.routing_profile_id = any (cast(:profiles as uuid[]))
            """;

    private static final String SUBTYPES = """
            join contact_milestone milestone
              on milestone.contact_id = waiting.contact_id
             and (cast(:subtypes as text[]) is null or milestone.subtype = any (:subtypes))
            """;

    /** The steps that contacts wait in now. Equal expressions may differ in their spaces and in the order of keys. */
    private static final String ROUTING_STEPS = """
            join contact_routing_criteria criteria on criteria.contact_id = waiting.contact_id
            join routing_step step
              on step.contact_id = waiting.contact_id
             and step.begins_at <= cast(:now as timestamptz) and step.expires_at > cast(:now as timestamptz)
            join lateral (
                select criteria.routing_criteria -> 'Steps' -> step.position -> 'Expression' as routing_step_expression
            ) expressed
              on cast(:expressions as text[]) is null
              or expressed.routing_step_expression = any (cast(cast(:expressions as text[]) as jsonb[]))
            """;

    private final JdbcClient jdbc;
    private final ContactService contacts;
    private final Clock clock;

    CurrentMetricDataService(JdbcClient jdbc, ContactService contacts, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Returns all metrics of each group that has agents or contacts, in no order. All values are of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Group> query(CurrentMetricQuery query) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("instance", query.instance().value());
        parameters.put("queues", array(query.queues()));
        parameters.put("profiles", array(query.routingProfiles()));
        parameters.put(
                "channels", query.channels() == null ? null : query.channels().toArray(String[]::new));
        parameters.put("statuses", array(query.agentStatuses()));
        parameters.put(
                "subtypes", query.subtypes() == null ? null : query.subtypes().toArray(String[]::new));
        parameters.put(
                "expressions",
                query.routingStepExpressions() == null
                        ? null
                        : query.routingStepExpressions().toArray(String[]::new));
        var now = clock.instant();
        parameters.put("now", now);
        var groups = new LinkedHashMap<Map<Grouping, String>, Group>();
        if (!query.isOfContacts()) {
            jdbc.sql(agents(query)).params(parameters).query(row -> {
                var group = group(groups, query, row);
                for (var metric : CurrentMetric.values()) {
                    if (metric.concernsAgents()) {
                        group.values().put(metric, row.getDouble(metric.name().toLowerCase(Locale.ROOT)));
                    }
                }
            });
        }
        // Contacts have no agent, and belong to routing profiles only where a filter names these.
        if (!query.groupings().contains(Grouping.AGENT_STATUS)
                && (!query.groupings().contains(Grouping.ROUTING_PROFILE) || query.routingProfiles() != null)) {
            jdbc.sql(contacts(query)).params(parameters).query(row -> {
                var group = group(groups, query, row);
                group.values().put(CurrentMetric.CONTACTS_IN_QUEUE, row.getDouble("contacts_in_queue"));
                var oldest = row.getObject("oldest", OffsetDateTime.class).toInstant();
                group.values()
                        .put(
                                CurrentMetric.OLDEST_CONTACT_AGE,
                                Duration.between(oldest, now).toMillis() / 1000.0);
            });
        }
        return List.copyOf(groups.values());
    }

    /** Fills in how long a contact that entered a queue now would wait; of groups by queue and channel. */
    @Transactional(readOnly = true)
    public void estimateWaits(Collection<Group> groups) {
        var accepted = countAccepted(
                groups.stream().map(CurrentMetricDataService::queue).collect(Collectors.toSet()));
        for (var group : groups) {
            var waiting = group.values().get(CurrentMetric.CONTACTS_IN_QUEUE);
            group.values()
                    .put(
                            CurrentMetric.ESTIMATED_WAIT_TIME,
                            estimate(
                                    accepted.get(new Line(
                                            queue(group),
                                            Objects.requireNonNull(group.names().get(Grouping.CHANNEL)))),
                                    (waiting == null ? 0 : waiting.longValue()) + 1));
        }
    }

    private static UUID queue(Group group) {
        return UUID.fromString(Objects.requireNonNull(group.names().get(Grouping.QUEUE)));
    }

    /** The contacts of one channel in a queue. */
    private record Line(UUID queue, String channel) {}

    /**
     * The position of a contact in its queue.
     *
     * @param number 1 for the contact that is next
     * @param estimatedSeconds how long it will wait; null if no agent has accepted a contact of the queue lately
     */
    public record Waiting(long number, @Nullable Double estimatedSeconds) {}

    /**
     * Returns the position of a contact in its queue (GetContactMetrics).
     *
     * @throws ResourceNotFoundException if the instance has no such contact
     * @throws InvalidRequestException if the contact does not wait in a queue
     */
    public Waiting waiting(InstanceId instance, ContactId contact) {
        contacts.describe(instance, contact);
        var place = jdbc.sql("""
                        select mine.queue_id, mine.channel, (
                                   select count(*)
                                   from queued_contact before
                                   where before.queue_id = mine.queue_id and before.channel = mine.channel
                                     and (before.priority, before.waiting_since, before.contact_id)
                                         <= (mine.priority, mine.waiting_since, mine.contact_id)) as number
                        from queued_contact mine
                        where mine.contact_id = :contact
                        """)
                .param("contact", contact.value())
                .query((row, _) -> Map.entry(line(row), row.getLong("number")))
                .optional()
                .orElseThrow(
                        () -> new InvalidRequestException("Contact %s does not wait in a queue".formatted(contact)));
        var line = place.getKey();
        return new Waiting(
                place.getValue(), estimate(countAccepted(Set.of(line.queue())).get(line), place.getValue()));
    }

    /** Counts the contacts of some queues that agents accepted lately. A line without any has no entry. */
    private Map<Line, Long> countAccepted(Set<UUID> queues) {
        var now = clock.instant();
        var accepted = new HashMap<Line, Long>();
        jdbc.sql("""
                        select queue_id, channel, count(*) as accepted
                        from agent_activity
                        where activity = 'CONNECTING' and followed_by = 'CONNECTED'
                          and tstzrange(since, until)
                              && tstzrange(cast(:since as timestamptz), cast(:now as timestamptz), '[]')
                          and until >= :since and queue_id = any (:queues)
                        group by queue_id, channel
                        """)
                .param("since", now.minus(OBSERVED))
                .param("now", now)
                .param("queues", queues.toArray(UUID[]::new))
                .query(row -> {
                    accepted.put(line(row), row.getLong("accepted"));
                });
        return accepted;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getObject("queue_id", UUID.class), String.valueOf(row.getString("channel")));
    }

    /** The position times the average interval between two contacts that agents accepted lately. */
    private static @Nullable Double estimate(@Nullable Long accepted, long position) {
        return accepted == null ? null : (double) position * OBSERVED.toSeconds() / accepted;
    }

    private static String agents(CurrentMetricQuery query) {
        var distinct = query.groupings().stream()
                .filter(grouping -> grouping != Grouping.CHANNEL)
                .map(grouping -> (grouping == Grouping.AGENT_STATUS ? "agent." : "line.") + grouping.column() + ", ")
                .collect(Collectors.joining());
        return AGENTS.replace("{distinct}", distinct)
                .replace("{columns}", columns(query, ""))
                .replace("{group by}", groupBy(query, ""));
    }

    private static String contacts(CurrentMetricQuery query) {
        return CONTACTS.replace("{columns}", columns(query, "waiting."))
                .replace(
                        "{joins}",
                        (query.routingProfiles() == null ? "" : PROFILES)
                                + (query.hasSubtypes() ? SUBTYPES : "")
                                + (query.hasRoutingSteps() ? ROUTING_STEPS : ""))
                .replace("{group by}", groupBy(query, "waiting."));
    }

    private static String columns(CurrentMetricQuery query, String table) {
        return names(query, table).map(column -> column + ", ").collect(Collectors.joining());
    }

    private static String groupBy(CurrentMetricQuery query, String table) {
        return query.groupings().isEmpty()
                ? ""
                : "group by " + names(query, table).collect(Collectors.joining(", "));
    }

    private static Stream<String> names(CurrentMetricQuery query, String table) {
        return query.groupings().stream()
                .map(grouping -> (table.isEmpty() ? table : tableOf(grouping)) + grouping.column());
    }

    /** Returns the table of a column in the statement about contacts. */
    private static String tableOf(Grouping grouping) {
        return switch (grouping) {
            case QUEUE, CHANNEL -> "waiting.";
            case ROUTING_PROFILE -> "served.";
            case SUBTYPE -> "milestone.";
            case ROUTING_STEP_EXPRESSION -> "expressed.";
            case AGENT_STATUS -> throw new IllegalStateException("Contacts have no agent status");
        };
    }

    private static Group group(Map<Map<Grouping, String>, Group> groups, CurrentMetricQuery query, ResultSet row)
            throws SQLException {
        var names = new EnumMap<Grouping, String>(Grouping.class);
        for (var grouping : query.groupings()) {
            names.put(grouping, row.getString(grouping.column()));
        }
        return groups.computeIfAbsent(names, _ -> {
            var values = new EnumMap<CurrentMetric, @Nullable Double>(CurrentMetric.class);
            for (var metric : CurrentMetric.values()) {
                values.put(metric, metric == CurrentMetric.ESTIMATED_WAIT_TIME ? null : 0.0);
            }
            return new Group(names, values);
        });
    }

    private static UUID @Nullable [] array(@Nullable Collection<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }
}
