package io.recontact.history;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.ParticipantRole;
import io.recontact.history.TranscriptMatch.Message;
import io.recontact.history.TranscriptMatch.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Searches the words of contacts. Plain JDBC, because the criteria decide the text of the statement. */
@Repository
class TranscriptSearchRepository {

    /** Ranking reads every match, so it ranks this many of the newest. */
    private static final int MOST_RANKED = 10_000;

    private static final int MESSAGES_PER_CONTACT = 3;

    /** These delimit a match in an excerpt. No keyboard writes them. */
    private static final String START = "\u0002";

    private static final String STOP = "\u0003";

    private static final Pattern DELIMITER = Pattern.compile("(?=%s)|(?<=%s)".formatted(START, STOP));

    private static final Pattern PREFIX = Pattern.compile("(?<=^|\\s)([\\p{L}\\p{N}]+)\\*(?=\\s|$)");

    private static final Pattern PHRASE = Pattern.compile("\"[^\"]*\"?");

    private static final Map<ParticipantRole, String> WEIGHTS = Map.of(
            ParticipantRole.CUSTOMER, "A",
            ParticipantRole.AGENT, "B",
            ParticipantRole.SUPERVISOR, "C",
            ParticipantRole.SYSTEM, "D",
            ParticipantRole.CUSTOM_BOT, "D");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final String language;

    TranscriptSearchRepository(JdbcClient jdbc, JsonMapper json, TranscriptSearchProperties settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.language = settings.language();
    }

    /** The last contact of the previous page. */
    record Position(Instant initiatedAt, UUID contact) {}

    /**
     * Makes PostgreSQL plan each statement of this transaction for its words. A plan for any words, which it prefers
     * after some repeats, took 70 ms instead of 1 ms for a rare word among 100,000 contacts.
     */
    void planForEachQuery() {
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
    }

    /** Finds contacts without their messages. */
    List<TranscriptMatch> find(TranscriptQuery query, Instant oldestKept, @Nullable Position after, int limit) {
        var parameters = new HashMap<String, Object>();
        var words = words(query.text(), parameters);
        var conditions = conditions(query, words, oldestKept, after, parameters);
        parameters.put("limit", limit);
        parameters.put("most_ranked", query.order() == TranscriptQuery.Order.RELEVANCE ? MOST_RANKED : limit);
        return jdbc.sql("""
                        select contact_id, session_id, initiated_at, queue_id, agent_id,
                               ts_rank_cd(words, %1$s) as relevance
                        from (
                            select contact_id, initiated_at, queue_id, agent_id, words
                            from contact_text
                            where %2$s
                            order by initiated_at desc, contact_id desc
                            limit :most_ranked
                        ) newest
                        join (select contact_id, session_id from chat_contact) chat using (contact_id)
                        order by %3$s initiated_at desc, contact_id desc
                        limit :limit
                        """.formatted(
                        words, conditions, query.order() == TranscriptQuery.Order.RELEVANCE ? "relevance desc, " : ""))
                .params(parameters)
                .query((row, _) -> match(row))
                .list();
    }

    /** Finds the first messages with a word of the query, by contact. */
    Map<UUID, List<Message>> messages(TranscriptQuery query, List<TranscriptMatch> matches) {
        var parameters = new HashMap<String, Object>();
        // A message rarely has all words of the query. One is enough.
        var anyWord =
                "cast(replace(querytree(%s), ' & ', ' | ') as tsquery)".formatted(words(query.text(), parameters));
        parameters.put(
                "contacts", matches.stream().map(TranscriptMatch::contactId).toArray(UUID[]::new));
        parameters.put("roles", roles(query).stream().map(Enum::name).toArray(String[]::new));
        parameters.put("most", MESSAGES_PER_CONTACT);
        parameters.put("options", "StartSel=%s, StopSel=%s, MinWords=10, MaxWords=30".formatted(START, STOP));
        var found = new HashMap<UUID, List<Message>>();
        jdbc.sql("""
                        select chat.contact_id, message.id, message.created_at, message.role,
                               ts_headline(cast(:language as regconfig), message.content, %1$s, :options) as excerpt
                        from unnest(:contacts) page (contact_id)
                        join chat_contact chat using (contact_id)
                        cross join lateral (
                            select id, sequence, created_at, role, content
                            from chat_message
                            where session_id = chat.session_id and sequence >= chat.first_sequence
                              and contact_id = chat.contact_id and role = any (:roles)
                              and to_tsvector(cast(:language as regconfig), content) @@ %1$s
                            order by sequence
                            limit :most
                        ) message
                        order by message.sequence
                        """.formatted(anyWord)).params(parameters).query(row -> {
            found.computeIfAbsent(row.getObject("contact_id", UUID.class), _ -> new ArrayList<>())
                    .add(new Message(
                            row.getObject("id", UUID.class),
                            instant(row, "created_at"),
                            ParticipantRole.valueOf(row.getString("role")),
                            parts(row.getString("excerpt"))));
        });
        return found;
    }

    private String conditions(
            TranscriptQuery query,
            String words,
            Instant oldestKept,
            @Nullable Position after,
            Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("instance_id = :instance and initiated_at >= :oldest_kept and words @@ "
                + (query.roles().isEmpty() ? words : weighted(words)));
        parameters.put("instance", query.instance().value());
        parameters.put("oldest_kept", oldestKept);
        if (!query.roles().isEmpty()) {
            parameters.put(
                    "weights",
                    query.roles().stream().map(WEIGHTS::get).distinct().collect(Collectors.joining()));
        }
        if (query.start() != null) {
            conditions.add("initiated_at >= :start");
            parameters.put("start", query.start());
        }
        if (query.end() != null) {
            conditions.add("initiated_at <= :end");
            parameters.put("end", query.end());
        }
        if (!query.queues().isEmpty()) {
            conditions.add("queue_id = any (:queues)");
            parameters.put("queues", query.queues().toArray(UUID[]::new));
        }
        if (!query.agents().isEmpty()) {
            conditions.add("agent_id = any (:agents)");
            parameters.put("agents", query.agents().toArray(UUID[]::new));
        }
        if (!query.attributes().isEmpty()) {
            conditions.add("""
                    exists (
                        select from chat_contact chat
                        where chat.contact_id = contact_text.contact_id and chat.attributes @> cast(:attributes as jsonb))
                    """);
            parameters.put("attributes", json.writeValueAsString(query.attributes()));
        }
        if (after != null) {
            conditions.add("(initiated_at, contact_id) < (:after_time, :after_contact)");
            parameters.put("after_time", after.initiatedAt());
            parameters.put("after_contact", after.contact());
        }
        return String.join(" and ", conditions);
    }

    /** Returns an expression for the query of a text. PostgreSQL knows everything but prefixes in this syntax. */
    private String words(String text, Map<String, Object> parameters) {
        var phrases = PHRASE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining(" "));
        var others = PHRASE.matcher(text).replaceAll(" ");
        var prefixes = PREFIX.matcher(others)
                .results()
                .map(prefix -> "'%s':*".formatted(prefix.group(1)))
                .collect(Collectors.joining(" & "));
        parameters.put("language", language);
        parameters.put("text", PREFIX.matcher(others).replaceAll(" ") + " " + phrases);
        var words = "websearch_to_tsquery(cast(:language as regconfig), :text)";
        if (prefixes.isEmpty()) {
            return words;
        }
        parameters.put("prefixes", prefixes);
        return "(%s && to_tsquery(cast(:language as regconfig), :prefixes))".formatted(words);
    }

    /**
     * Adds weights to each word of a query, which has the form {@code 'word':*}, with quotes in words doubled. Unlike
     * ts_filter, this leaves a condition that the index and the statistics of PostgreSQL know.
     */
    private static String weighted(String words) {
        return "cast(regexp_replace(cast(%s as text), '(''(?:[^'']|'''')*'')(?::(\\*))?', '\\1:\\2' || :weights, 'g') as tsquery)"
                .formatted(words);
    }

    private static Set<ParticipantRole> roles(TranscriptQuery query) {
        return query.roles().isEmpty() ? WEIGHTS.keySet() : query.roles();
    }

    private static TranscriptMatch match(ResultSet row) throws SQLException {
        return new TranscriptMatch(
                row.getObject("contact_id", UUID.class),
                row.getObject("session_id", UUID.class),
                instant(row, "initiated_at"),
                row.getObject("queue_id", UUID.class),
                row.getObject("agent_id", UUID.class),
                row.getDouble("relevance"),
                List.of());
    }

    /** Splits an excerpt at the delimiters of matches. */
    private static List<Part> parts(String excerpt) {
        var parts = new ArrayList<Part>();
        for (var piece : DELIMITER.split(excerpt, -1)) {
            var isMatch = piece.startsWith(START);
            var text = piece.replace(START, "").replace(STOP, "");
            if (!text.isEmpty()) {
                parts.add(new Part(text, isMatch));
            }
        }
        return parts;
    }
}
