package io.recontact.contact;

import io.recontact.api.InvalidRequestException;
import io.recontact.contact.ContactQuery.Criteria;
import io.recontact.contact.ContactQuery.Moments;
import io.recontact.contact.ContactQuery.Tag;
import io.recontact.contact.ContactQuery.Tags;
import io.recontact.contact.ContactQuery.Texts;
import io.recontact.contact.ContactQuery.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The criteria of a search as conditions on {@code contact}. What callers write goes into parameters only; the text is
 * made of what stands here.
 */
final class SearchConditions {

    /** User attributes belong to the session and live on its first contact. */
    private static final String ATTRIBUTE = """
            (case when contact.previous_contact_id is null then contact.attributes
                  else (select initial.attributes from contact initial where initial.id = contact.initial_contact_id)
             end) ->> cast(:%s as text)""";

    private static final String SEGMENT_ATTRIBUTE = """
            coalesce(told_segment_attributes(contact.channel, contact.segment_attributes)
                         -> cast(:%1$s as text) ->> 'ValueString',
                     contact.segment_attributes -> cast(:%1$s as text) ->> 'ValueInteger')""";

    /** A text as words between single spaces, whatever their case and what stands between them. */
    private static final String WORDS = "' ' || trim(regexp_replace(lower(%s), '\\W+', ' ', 'g')) || ' '";

    /** Stands for {@link #WORDS} where a text has no word. */
    private static final String NO_WORDS = "'  '";

    /** With the tag that the service sets itself, as it is told with the others. */
    private static final String TAGS =
            "(contact.tags || jsonb_build_object('aws:connect:instanceId', contact.instance_id))";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /**
     * The conditions of some criteria.
     *
     * @throws InvalidRequestException if attributes shall match exactly, which means nothing
     */
    SearchConditions(Criteria criteria) {
        oneOf("contact.channel", "channels", criteria.channels());
        oneOf("contact.initiation_method", "methods", criteria.initiationMethods());
        ids("contact.agent_id", "agents", criteria.agents());
        ids("contact.queue_id", "queues", criteria.queues());
        name(criteria.name());
        values("SearchableContactAttributes", "attribute", ATTRIBUTE, criteria.attributes());
        values("SearchableSegmentAttributes", "segment_attribute", SEGMENT_ATTRIBUTE, criteria.segmentAttributes());
        moments(criteria.moments());
        tags(criteria.tags());
    }

    /** To be put behind other conditions. */
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

    private void name(Texts name) {
        if (name.texts().isEmpty()) {
            return;
        }
        parameters.put("names", name.texts().toArray(String[]::new));
        var given = WORDS.formatted("given");
        var present = WORDS.formatted("coalesce(contact.name, '')");
        // A text without any word, such as "%" or "-", is looked for as it stands; a blank one is in no name.
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
                    // A time is in a range or not: to match and to match exactly are the same.
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
