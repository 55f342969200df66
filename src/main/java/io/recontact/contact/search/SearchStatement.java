package io.recontact.contact.search;

import io.recontact.api.PagePosition;
import io.recontact.contact.search.ContactQuery.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statement of a page of a search. Its caller sets {@code :limit}. */
record SearchStatement(String sql, Map<String, Object> parameters) {

    static SearchStatement of(
            ContactQuery query, SearchOrder order, @Nullable PagePosition position, Instant now, Instant oldestKept) {
        var conditions = new SearchConditions(query.criteria());
        var parameters = new HashMap<>(conditions.parameters());
        parameters.put("instance", query.instance().value());
        parameters.put("start", query.range().start());
        parameters.put("end", query.range().end());
        parameters.put("oldest_kept", oldestKept);
        parameters.put("now", now);
        var found = """
                from contact
                where contact.instance_id = :instance and contact.%s between :start and :end
                  and contact.initiated_at >= :oldest_kept%s""".formatted(column(query.range().type()), conditions.sql());
        if (position == null) {
            return new SearchStatement(page(order, "(select count(*) %s)".formatted(found), found), parameters);
        }
        // Only the first page counts the contacts; the tokens carry the number to the next ones.
        parameters.put("after_key", order.parameter(position));
        parameters.put("after_id", position.id());
        return new SearchStatement(page(order, "0", found + order.behind()), parameters);
    }

    private static String page(SearchOrder order, String count, String found) {
        return """
                select contact.id, contact.initial_contact_id, contact.previous_contact_id, contact.initiation_method,
                       contact.channel, contact.queue_id, contact.enqueued_at, contact.agent_id,
                       contact.connected_to_agent_at, contact.initiated_at, contact.scheduled_at, contact.name,
                       contact.routing_criteria, contact.routing_criteria_index, contact.routing_criteria_activated_at,
                       segment_attributes_with_subtype(contact.channel, contact.segment_attributes) as segment_attributes,
                       contact.tags, %s as ended_at, %s as sort_key, %s as total
                %s
                order by %s
                limit :limit
                """.formatted(ContactSearchService.ENDED_AT, order.key(), count, found, order.sql());
    }

    /** Returns a time of a contact. Its end may be a deadline that has passed. */
    static String time(Time time) {
        return switch (time) {
            case DISCONNECT_TIMESTAMP -> ContactSearchService.ENDED_AT;
            case INITIATION_TIMESTAMP, SCHEDULED_TIMESTAMP, CONNECTED_TO_AGENT_TIMESTAMP, ENQUEUE_TIMESTAMP ->
                "contact." + column(time);
        };
    }

    private static String column(Time time) {
        return switch (time) {
            case INITIATION_TIMESTAMP -> "initiated_at";
            case SCHEDULED_TIMESTAMP -> "scheduled_at";
            case CONNECTED_TO_AGENT_TIMESTAMP -> "connected_to_agent_at";
            case DISCONNECT_TIMESTAMP -> "disconnected_at";
            case ENQUEUE_TIMESTAMP -> "enqueued_at";
        };
    }
}
