package io.recontact.contact.search;

import io.recontact.api.InvalidRequestException;
import io.recontact.contact.search.ContactQuery.Criteria;
import io.recontact.contact.search.ContactQuery.Moments;
import io.recontact.contact.search.ContactQuery.PreferredAgents;
import io.recontact.contact.search.ContactQuery.Tag;
import io.recontact.contact.search.ContactQuery.Tags;
import io.recontact.contact.search.ContactQuery.Texts;
import io.recontact.contact.search.ContactQuery.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The criteria of a search as SQL conditions on {@code contact}. Values of callers become parameters and never part of
 * the SQL.
 */
final class SearchConditions {

    /** The first contact of a session has the user-defined attributes of all its contacts. */
    private static final String ATTRIBUTE = """
            (case when contact.previous_contact_id is null then contact.attributes
                  else (select initial.attributes from contact initial where initial.id = contact.initial_contact_id)
             end) ->> cast(:%s as text)""";

    private static final String SEGMENT_ATTRIBUTE = """
            coalesce(segment_attributes_with_subtype(contact.channel, contact.segment_attributes)
                         -> cast(:%1$s as text) ->> 'ValueString',
                     contact.segment_attributes -> cast(:%1$s as text) ->> 'ValueInteger')""";

    /** A text as lower-case words between single spaces, without what separates them. */
    private static final String WORDS = "' ' || trim(regexp_replace(lower(%s), '\\W+', ' ', 'g')) || ' '";

    /** The result of {@link #WORDS} for a text without a word. */
    private static final String NO_WORDS = "'  '";

    /** The tags of a contact, including the one that the service adds to answers. */
    private static final String TAGS =
            "(contact.tags || jsonb_build_object('aws:connect:instanceId', contact.instance_id))";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /**
     * Translates criteria.
     *
     * @throws InvalidRequestException if attributes are to match exactly, which has no meaning
     */
    SearchConditions(Criteria criteria) {
        oneOf("contact.channel", "channels", criteria.channels());
        oneOf("contact.initiation_method", "methods", criteria.initiationMethods());
        ids("contact.agent_id", "agents", criteria.agents());
        for (int level = 1; level <= criteria.hierarchyGroups().size(); level++) {
            ids(
                    "contact.agent_hierarchy_groups[%d]".formatted(level),
                    "groups_" + level,
                    criteria.hierarchyGroups().get(level - 1));
        }
        criteria.routingSteps().forEach(this::routingStep);
        ids("contact.queue_id", "queues", criteria.queues());
        name(criteria.name());
        values("SearchableContactAttributes", "attribute", ATTRIBUTE, criteria.attributes());
        values("SearchableSegmentAttributes", "segment_attribute", SEGMENT_ATTRIBUTE, criteria.segmentAttributes());
        moments(criteria.moments());
        tags(criteria.tags());
        customer(criteria.customerId());
    }

    /** Returns the conditions, each preceded by {@code and}. */
    String sql() {
        return String.join("", conditions);
    }

    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    private void oneOf(String column, String name, Set<? extends Enum<?>> values) {
        if (!values.isEmpty()) {
            add("%s = any(:%s)".formatted(column, name));
            parameters.put(name, values.stream().map(Enum::name).toArray(String[]::new));
        }
    }

    private void ids(String column, String name, Set<UUID> ids) {
        if (!ids.isEmpty()) {
            add("%s = any(:%s)".formatted(column, name));
            parameters.put(name, ids.toArray(UUID[]::new));
        }
    }

    private void customer(@Nullable String customerId) {
        if (customerId != null) {
            add("contact.customer_id = :customer");
            parameters.put("customer", customerId);
        }
    }

    private void name(Texts name) {
        if (name.texts().isEmpty()) {
            return;
        }
        parameters.put("names", name.texts().toArray(String[]::new));
        var given = WORDS.formatted("given");
        var present = WORDS.formatted("coalesce(contact.name, '')");
        // A text without a word, such as "%" or "-", is searched literally; a blank one matches no name.
        var contained = """
                case when %2$s <> %3$s then strpos(%1$s, %2$s) > 0
                     else trim(given) <> '' and strpos(lower(coalesce(contact.name, '')), lower(given)) > 0 end""".formatted(present, given, NO_WORDS);
        var equal = """
                case when %2$s <> %3$s then %1$s = %2$s
                     else trim(given) <> '' and lower(coalesce(contact.name, '')) = lower(given) end""".formatted(present, given, NO_WORDS);
        var some = "exists (select from unnest(cast(:names as text[])) given where %s)";
        add(
                switch (name.match()) {
                    case MATCH_ALL -> "not " + some.formatted("not (" + contained + ")");
                    case MATCH_ANY -> some.formatted(contained);
                    case MATCH_EXACT -> some.formatted(equal);
                    case MATCH_NONE -> "not " + some.formatted(contained);
                });
    }

    /** The agents are in the conditions of a step, however deep these nest; a condition names them by id or ARN. */
    private void routingStep(PreferredAgents wanted) {
        if (wanted.agents().isEmpty()) {
            return;
        }
        var name = "preferred_" + parameters.size();
        parameters.put(name, wanted.agents().toArray(UUID[]::new));
        var step = "exists (select from jsonb_array_elements(contact.routing_criteria -> 'Steps') step where %s)";
        var named = """
                (select coalesce(array_agg(distinct cast(right(agent #>> '{}', 36) as uuid)), '{}')
                 from jsonb_path_query(step, '$.**.AgentIds[*]') agent)""";
        add(
                switch (wanted.match()) {
                    case MATCH_ALL -> step.formatted("%s @> :%s".formatted(named, name));
                    case MATCH_ANY -> step.formatted("%s && :%s".formatted(named, name));
                    case MATCH_EXACT -> step.formatted("%1$s @> :%2$s and %1$s <@ :%2$s".formatted(named, name));
                    case MATCH_NONE -> "not " + step.formatted("%s && :%s".formatted(named, name));
                });
    }

    private void values(String member, String prefix, String attribute, Values wanted) {
        var each = new ArrayList<String>();
        for (var value : wanted.values()) {
            var key = prefix + "_key_" + each.size();
            var anyOf = prefix + "_values_" + each.size();
            each.add("coalesce(%s = any(:%s), false)".formatted(attribute.formatted(key), anyOf));
            parameters.put(key, value.key());
            parameters.put(anyOf, value.anyOf().toArray(String[]::new));
        }
        if (each.isEmpty()) {
            return;
        }
        add(
                switch (wanted.match()) {
                    case MATCH_ALL -> joined(" and ", each);
                    case MATCH_ANY -> joined(" or ", each);
                    case MATCH_NONE -> "not " + joined(" or ", each);
                    case MATCH_EXACT ->
                        throw new InvalidRequestException(
                                "%s.MatchType MATCH_EXACT has no meaning for attributes".formatted(member));
                });
    }

    private void moments(Moments moments) {
        var each = new ArrayList<String>();
        for (var moment : moments.moments()) {
            var conditions = new ArrayList<String>();
            var within = moment.within();
            if (within != null) {
                var name = "moment_" + each.size();
                conditions.add("coalesce(%s between :%2$s_start and :%2$s_end, false)"
                        .formatted(SearchStatement.time(within.type()), name));
                parameters.put(name + "_start", within.start());
                parameters.put(name + "_end", within.end());
            }
            if (moment.absent() != null) {
                conditions.add("%s is null".formatted(SearchStatement.time(moment.absent())));
            }
            each.add(joined(" and ", conditions));
        }
        if (each.isEmpty()) {
            return;
        }
        add(
                switch (moments.match()) {
                    // A time is in a range or not, so an exact match is the same as a match.
                    case MATCH_ALL, MATCH_EXACT -> joined(" and ", each);
                    case MATCH_ANY -> joined(" or ", each);
                    case MATCH_NONE -> "not " + joined(" or ", each);
                });
    }

    private void tags(Tags tags) {
        tags.all().forEach(tag -> add(has(tag)));
        if (!tags.some().isEmpty()) {
            add(joined(
                    " or ",
                    tags.some().stream()
                            .map(all ->
                                    joined(" and ", all.stream().map(this::has).toList()))
                            .toList()));
        }
    }

    private String has(Tag tag) {
        var name = "tag_" + parameters.size();
        if (tag.value() != null) {
            parameters.put(name + "_value", tag.value());
        }
        if (tag.key() == null) {
            return "exists (select from jsonb_each_text(%s) as tag where tag.value = :%s_value)".formatted(TAGS, name);
        }
        parameters.put(name + "_key", tag.key());
        return "%s ->> cast(:%s_key as text) %s"
                .formatted(TAGS, name, tag.value() == null ? "is not null" : "= :%s_value".formatted(name));
    }

    private static String joined(String by, Collection<String> conditions) {
        return "(" + String.join(by, conditions) + ")";
    }

    private void add(String condition) {
        conditions.add("\n  and " + condition);
    }
}
