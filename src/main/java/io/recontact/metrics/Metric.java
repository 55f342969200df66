package io.recontact.metrics;

import static io.recontact.metrics.Dimension.AGENT;
import static io.recontact.metrics.Dimension.CHANNEL;
import static io.recontact.metrics.Dimension.DISCONNECT_REASON;
import static io.recontact.metrics.Dimension.INITIATION_METHOD;
import static io.recontact.metrics.Dimension.QUEUE;
import static io.recontact.metrics.Dimension.ROUTING_PROFILE;
import static io.recontact.metrics.Dimension.SUBTYPE;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The historical metrics of chats and tasks, as the Administrator Guide defines them in "Metric definitions". Times are
 * seconds, rates are percentages from 0 to 100. Counts are 0 and other metrics null where there is nothing to compute.
 *
 * <p>In an expression, {@code {filter}} stands for the metric filters and {@code {threshold}} for a comparison with the
 * threshold in milliseconds.
 */
public enum Metric {
    ABANDONMENT_RATE(
            Source.ENDED,
            Groups.ALL,
            "100.0 * count(*) filter (where {abandoned} and {filter})"
                    + " / nullif(count(*) filter (where queue_ms is not null and {filter}), 0)"),
    AGENT_ANSWER_RATE(
            Source.OFFERED,
            Groups.AGENTS,
            "100.0 * count(*) filter (where followed_by = 'CONNECTED' and {filter}) / nullif(count(*) filter (where {filter}), 0)"),
    AGENT_NON_RESPONSE(
            Source.OFFERED,
            Groups.AGENTS,
            "count(*) filter (where followed_by is distinct from 'CONNECTED' and {filter})"),
    AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS(
            Source.OFFERED,
            Groups.AGENTS,
            "count(*) filter (where followed_by in ('MISSED', 'REJECTED') and {filter})"),
    AGENT_OCCUPANCY(
            Source.AGENT_TIME,
            Groups.AGENT_TIME,
            "100.0 * sum(contact_seconds) / nullif(sum(contact_seconds + idle_seconds), 0)"),
    AVG_ABANDON_TIME(Source.ENDED, Groups.ALL, "avg(queue_ms) filter (where {abandoned} and {filter}) / 1000.0"),
    AVG_ACTIVE_TIME(Source.ENDED, Groups.AGENTS, average("interaction_ms + coalesce(work_ms, 0)")),
    AVG_AFTER_CONTACT_WORK_TIME(
            Source.ENDED,
            Groups.ALL,
            "avg(coalesce(work_ms, 0)) filter (where agent_id is not null and {filter}) / 1000.0"),
    AVG_AGENT_CONNECTING_TIME(Source.OFFERED, Groups.AGENTS, "avg(connecting_seconds) filter (where {filter})"),
    AVG_AGENT_PAUSE_TIME(Source.ENDED, Groups.AGENTS, average("pause_ms")),
    AVG_CONTACT_DURATION(Source.ENDED, Groups.ALL, average("duration_ms")),
    AVG_CONTACT_FIRST_RESPONSE_TIME_AGENT(Source.ENDED, Groups.CHATS, average("contact_first_response_ms")),
    AVG_CONVERSATION_CLOSE_TIME(Source.ENDED, Groups.CHATS, average("conversation_close_ms")),
    AVG_FIRST_RESPONSE_TIME_AGENT(Source.ENDED, Groups.CHATS, average("first_response_ms")),
    AVG_HANDLE_TIME(Source.ENDED, Groups.ALL, average("interaction_ms + pause_ms + coalesce(work_ms, 0)")),
    AVG_HOLD_TIME(Source.ENDED, Groups.ALL, Metric.NOTHING),
    AVG_HOLD_TIME_ALL_CONTACTS(Source.ENDED, Groups.ALL, "avg(0) filter (where agent_id is not null and {filter})"),
    AVG_HOLDS(Source.ENDED, Groups.ALL, "avg(0) filter (where agent_id is not null and {filter})"),
    AVG_INTERACTION_AND_HOLD_TIME(Source.ENDED, Groups.ALL, average("interaction_ms")),
    AVG_INTERACTION_TIME(Source.ENDED, Groups.CONTACTS, average("interaction_ms")),
    AVG_MESSAGE_LENGTH_AGENT(Source.ENDED, Groups.CHATS, ratio("agent_characters", "agent_messages")),
    AVG_MESSAGE_LENGTH_CUSTOMER(Source.ENDED, Groups.CHATS, ratio("customer_characters", "customer_messages")),
    AVG_MESSAGES(Source.ENDED, Groups.CHATS, "avg(messages) filter (where {filter})"),
    AVG_MESSAGES_AGENT(Source.ENDED, Groups.CHATS, "avg(agent_messages) filter (where {filter})"),
    AVG_MESSAGES_CUSTOMER(Source.ENDED, Groups.CHATS, "avg(customer_messages) filter (where {filter})"),
    AVG_QUEUE_ANSWER_TIME(
            Source.ENDED, Groups.CONTACTS, "avg(queue_ms) filter (where agent_id is not null and {filter}) / 1000.0"),
    AVG_RESOLUTION_TIME(Source.ENDED, Groups.CONTACTS, average("duration_ms + coalesce(work_ms, 0)")),
    AVG_RESPONSE_TIME_AGENT(Source.ENDED, Groups.CHATS, ratio("agent_response_ms", "agent_responses") + " / 1000.0"),
    AVG_RESPONSE_TIME_CUSTOMER(
            Source.ENDED, Groups.CHATS, ratio("customer_response_ms", "customer_responses") + " / 1000.0"),
    CONTACTS_ABANDONED(Source.ENDED, Groups.ALL, count("{abandoned}")),
    CONTACTS_CREATED(Source.CREATED, Groups.CONTACTS, count("true")),
    CONTACTS_HANDLED(Source.ENDED, Groups.ALL, count("agent_id is not null")),
    CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT(Source.CONNECTED, Groups.MILESTONES, count("true")),
    CONTACTS_HOLD_ABANDONS(Source.ENDED, Groups.ALL, count("false")),
    CONTACTS_ON_HOLD_AGENT_DISCONNECT(Source.ENDED, Groups.AGENTS, count("false")),
    CONTACTS_ON_HOLD_CUSTOMER_DISCONNECT(Source.ENDED, Groups.AGENTS, count("false")),
    CONTACTS_PUT_ON_HOLD(Source.ENDED, Groups.AGENTS, count("false")),
    CONTACTS_QUEUED(Source.ENDED, Groups.ALL, count("queue_ms is not null")),
    CONTACTS_QUEUED_BY_ENQUEUE(Source.ENQUEUED, Groups.MILESTONES, count("true")),
    CONTACTS_REMOVED_FROM_QUEUE_IN_X(
            Source.ENDED, Groups.QUEUES, count("({abandoned} or agent_id is not null) and queue_ms {threshold}")),
    CONTACTS_RESOLVED_IN_X(Source.ENDED, Groups.CONTACTS, count("duration_ms + coalesce(work_ms, 0) {threshold}")),
    CONTACTS_TRANSFERRED_OUT(Source.ENDED, Groups.ALL, count("disconnect_reason is null")),
    CONTACTS_TRANSFERRED_OUT_BY_AGENT(
            Source.ENDED, Groups.ALL, count("disconnect_reason is null and agent_id is not null")),
    CONTACTS_TRANSFERRED_OUT_EXTERNAL(Source.ENDED, Groups.AGENTS, count("false")),
    CONTACTS_TRANSFERRED_OUT_FROM_QUEUE(
            Source.ENDED, Groups.ALL, count("disconnect_reason is null and agent_id is null and queue_ms is not null")),
    CONTACTS_TRANSFERRED_OUT_INTERNAL(Source.ENDED, Groups.AGENTS, count("disconnect_reason is null")),
    CONVERSATIONS_ABANDONED(Source.ENDED, Groups.CHATS, count("conversation_abandoned")),
    MAX_QUEUED_TIME(Source.ENDED, Groups.ALL, "max(queue_ms) filter (where {filter}) / 1000.0"),
    SERVICE_LEVEL(
            Source.ENDED,
            Groups.QUEUES,
            "100.0 * count(*) filter (where ({abandoned} or agent_id is not null) and queue_ms {threshold} and {filter})"
                    + " / nullif(count(*) filter (where queue_ms is not null and {filter}), 0)"),
    SUM_AFTER_CONTACT_WORK_TIME(Source.ENDED, Groups.AGENTS, sum("work_ms")),
    SUM_CONNECTING_TIME_AGENT(
            Source.OFFERED, Groups.AGENTS, "coalesce(sum(connecting_seconds) filter (where {filter}), 0)"),
    SUM_CONTACT_FLOW_TIME(Source.ENDED, Groups.AGENTS, sum("flow_ms")),
    SUM_CONTACT_TIME_AGENT(Source.AGENT_TIME, Groups.AGENT_TIME, "sum(contact_seconds)"),
    SUM_CONTACTS_ABANDONED_IN_X(Source.ENDED, Groups.CONTACTS, count("{abandoned} and queue_ms {threshold}")),
    SUM_CONTACTS_ANSWERED_IN_X(Source.ENDED, Groups.CONTACTS, count("agent_id is not null and queue_ms {threshold}")),
    SUM_CONTACTS_DISCONNECTED(Source.ENDED, Groups.ALL, count("disconnect_reason is not null")),
    SUM_ERROR_STATUS_TIME_AGENT(Source.AGENT_TIME, Groups.AGENT_TIME, "sum(error_seconds)"),
    SUM_HANDLE_TIME(Source.ENDED, Groups.AGENTS, sum("interaction_ms + pause_ms + coalesce(work_ms, 0)")),
    SUM_HOLD_TIME(Source.ENDED, Groups.AGENTS, "0.0"),
    SUM_IDLE_TIME_AGENT(Source.AGENT_TIME, Groups.AGENT_TIME, "sum(idle_seconds)"),
    SUM_INTERACTION_AND_HOLD_TIME(Source.ENDED, Groups.AGENTS, sum("interaction_ms")),
    SUM_INTERACTION_TIME(Source.ENDED, Groups.AGENTS, sum("interaction_ms")),
    SUM_NON_PRODUCTIVE_TIME_AGENT(Source.AGENT_TIME, Groups.AGENT_TIME, "sum(custom_seconds)"),
    SUM_ONLINE_TIME_AGENT(Source.AGENT_TIME, Groups.AGENT_TIME, "sum(online_seconds)"),
    SUM_RETRY_CALLBACK_ATTEMPTS(Source.ENDED, Groups.CONTACTS, count("false"));

    /** Chats and tasks are never on hold. */
    private static final String NOTHING = "cast(null as double precision)";

    /** A contact that left its queue by its own end. */
    private static final String ABANDONED =
            "(queue_ms is not null and agent_id is null and disconnect_reason is not null)";

    /** The groupings and filters of the metrics, from the documentation of the request. */
    private static final class Groups {
        static final Set<Dimension> QUEUES = Set.of(QUEUE, CHANNEL, ROUTING_PROFILE);
        static final Set<Dimension> CONTACTS = Set.of(QUEUE, CHANNEL, ROUTING_PROFILE, SUBTYPE);
        static final Set<Dimension> AGENTS = Set.of(QUEUE, CHANNEL, ROUTING_PROFILE, AGENT);
        static final Set<Dimension> ALL = Set.of(QUEUE, CHANNEL, ROUTING_PROFILE, AGENT, SUBTYPE);
        static final Set<Dimension> MILESTONES = Set.of(QUEUE, CHANNEL, AGENT, SUBTYPE);
        static final Set<Dimension> CHATS =
                Set.of(QUEUE, CHANNEL, ROUTING_PROFILE, AGENT, SUBTYPE, INITIATION_METHOD, DISCONNECT_REASON);
        static final Set<Dimension> AGENT_TIME = Set.of(ROUTING_PROFILE, AGENT);
    }

    private final Source source;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Dimension> dimensions;

    private final String expression;

    Metric(Source source, Set<Dimension> dimensions, String expression) {
        this.source = source;
        this.dimensions = dimensions;
        this.expression = expression;
    }

    /** Returns the metric of a name; empty if this service does not measure it. */
    public static Optional<Metric> find(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.name().equals(name))
                .findFirst();
    }

    private static String count(String condition) {
        return "count(*) filter (where %s and {filter})".formatted(condition);
    }

    private static String average(String milliseconds) {
        return "avg(%s) filter (where {filter}) / 1000.0".formatted(milliseconds);
    }

    private static String sum(String milliseconds) {
        return "coalesce(sum(%s) filter (where {filter}), 0) / 1000.0".formatted(milliseconds);
    }

    private static String ratio(String total, String number) {
        return "1.0 * sum(%s) filter (where {filter}) / nullif(sum(%s) filter (where {filter}), 0)"
                .formatted(total, number);
    }

    /**
     * Returns whether the metric can be grouped and filtered by a dimension. In the documentation, all metrics by agent
     * are also metrics by its hierarchy.
     */
    public boolean has(Dimension dimension) {
        return dimensions.contains(dimension.isHierarchyLevel() ? AGENT : dimension);
    }

    /** Returns whether the metric compares with a threshold. */
    public boolean hasThreshold() {
        return expression.contains("{threshold}");
    }

    Source source() {
        return source;
    }

    /** Returns whether the metric is zero, not null, where it has no rows. */
    boolean isTotal() {
        return name().startsWith("SUM_")
                || name().startsWith("CONTACTS_")
                || name().startsWith("CONVERSATIONS_")
                || name().startsWith("AGENT_NON_RESPONSE");
    }

    String expression(String filter, String threshold) {
        return expression
                .replace("{abandoned}", ABANDONED)
                .replace("{threshold}", threshold)
                .replace("{filter}", filter);
    }
}
