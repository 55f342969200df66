package io.recontact.history;

import static io.recontact.api.Timestamps.instant;

import io.recontact.api.ParticipantRole;
import io.recontact.history.TranscriptMatch.Message;
import io.recontact.history.TranscriptMatch.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

    /** A contact at the border of a page. Contacts are in descending order of both. */
    record Position(Instant initiatedAt, UUID contact) {}

    /**
     * The contacts that a statement has read.
     *
     * @param read how many
     * @param oldest the oldest one; null if it has read none
     * @param matches those that match, newest first, without their messages
     */
    record Found(int read, @Nullable Position oldest, List<TranscriptMatch> matches) {}

    /**
     * Makes PostgreSQL use the index of terms for this transaction. The index has no statistics, so PostgreSQL could
     * mistake the whole table for a fast way to the first matches.
     */
    void useIndexes() {
        jdbc.sql("set local enable_seqscan = off").update();
    }

    /** Parses the words of a query. PostgreSQL knows everything but prefixes in this syntax. */
    SearchWords parse(TranscriptQuery query) {
        var phrases =
                PHRASE.matcher(query.text()).results().map(MatchResult::group).collect(Collectors.joining(" "));
        var others = PHRASE.matcher(query.text()).replaceAll(" ");
        var prefixes = PREFIX.matcher(others)
                .results()
                .map(prefix -> "'%s':*".formatted(prefix.group(1)))
                .collect(Collectors.joining(" & "));
        return jdbc.sql("""
                        select cast(words as text) as query, querytree(words) as indexable
                        from cast(:language as regconfig) language,
                             lateral (
                                 select websearch_to_tsquery(language, :text) && to_tsquery(language, :prefixes) as words
                             ) parsed
                        """)
                .param("language", language)
                .param("text", PREFIX.matcher(others).replaceAll(" ") + " " + phrases)
                .param("prefixes", prefixes)
                .query(SearchWords.class)
                .single();
    }

    /**
     * Finds the contacts of some days by the index. Reads some that may match, in no order.
     *
     * @param after finds only contacts after this position
     * @param mostRead how many contacts it reads at most. If it reads so many, there may be others.
     * @param mostFound how many matches it returns at most, the newest ones
     */
    Found find(
            TranscriptQuery query,
            SearchWords words,
            Instant oldest,
            LocalDate first,
            LocalDate last,
            Position after,
            int mostRead,
            int mostFound) {
        return read(
                query,
                words,
                oldest,
                after,
                mostRead,
                mostFound,
                """
                where contact_text_terms(initiated_at, instance_id, queue_id, agent_id, words)
                      @@ cast(:terms as tsquery)
                """,
                Map.of(
                        "terms",
                        words.terms(
                                query.instance().value(),
                                first,
                                last,
                                List.copyOf(query.queues()),
                                List.copyOf(query.agents()))));
    }

    /**
     * Finds contacts by reading all of them, newest first.
     *
     * @param until where it ends
     * @param after where it begins
     * @param mostRead how many contacts it reads at most
     */
    Found walk(
            TranscriptQuery query,
            SearchWords words,
            Instant oldest,
            Instant until,
            Position after,
            int mostRead,
            int mostFound) {
        return read(query, words, oldest, after, mostRead, mostFound, """
                where instance_id = :instance and initiated_at >= greatest(:oldest, :until)
                  and initiated_at <= :after_time and (initiated_at, contact_id) < (:after_time, :after_contact)
                order by initiated_at desc, contact_id desc
                """, Map.of("until", until));
    }

    private Found read(
            TranscriptQuery query,
            SearchWords words,
            Instant oldest,
            Position after,
            int mostRead,
            int mostFound,
            String candidates,
            Map<String, ?> more) {
        var parameters = new HashMap<String, Object>(more);
        var conditions = conditions(query, words, oldest, after, parameters);
        parameters.put("query", words.query());
        parameters.put("most_read", mostRead);
        parameters.put("most_found", mostFound);
        var read = new int[1];
        var border = new Position[1];
        var matches = new ArrayList<TranscriptMatch>();
        jdbc.sql("""
                        with candidate as materialized (
                            select contact_id, initiated_at, queue_id, agent_id, %2$s as is_match
                            from contact_text
                            %1$s
                            limit :most_read
                        ), oldest as (
                            select initiated_at as oldest_at, contact_id as oldest_id
                            from candidate
                            order by oldest_at, oldest_id
                            limit 1
                        ), match as (
                            select contact_id, initiated_at, queue_id, agent_id
                            from candidate
                            where is_match
                            order by initiated_at desc, contact_id desc
                            limit :most_found
                        )
                        select (select count(*) from candidate) as read, oldest_at, oldest_id, match.*,
                               (select session_id from chat_contact where contact_id = match.contact_id) as session_id,
                               (select ts_rank_cd(words, cast(:query as tsquery))
                                from contact_text
                                where contact_text.contact_id = match.contact_id) as relevance
                        from oldest
                        left join match on true
                        order by initiated_at desc, contact_id desc
                        """.formatted(candidates, conditions)).params(parameters).query(row -> {
            read[0] = row.getInt("read");
            border[0] = new Position(instant(row, "oldest_at"), row.getObject("oldest_id", UUID.class));
            if (row.getObject("contact_id") != null) {
                matches.add(match(row));
            }
        });
        return new Found(read[0], border[0], matches);
    }

    /** Finds the first messages with a word of the query, by contact. */
    Map<UUID, List<Message>> messages(TranscriptQuery query, SearchWords words, List<TranscriptMatch> matches) {
        var parameters = new HashMap<String, Object>();
        parameters.put("language", language);
        // A message rarely has all words of the query. One is enough.
        parameters.put("any_word", words.anyWord());
        parameters.put(
                "contacts", matches.stream().map(TranscriptMatch::contactId).toArray(UUID[]::new));
        parameters.put("roles", roles(query).stream().map(Enum::name).toArray(String[]::new));
        parameters.put("most", MESSAGES_PER_CONTACT);
        parameters.put("options", "StartSel=%s, StopSel=%s, MinWords=10, MaxWords=30".formatted(START, STOP));
        var found = new HashMap<UUID, List<Message>>();
        jdbc.sql("""
                        select chat.contact_id, message.id, message.created_at, message.role,
                               ts_headline(cast(:language as regconfig), message.content,
                                           cast(:any_word as tsquery), :options) as excerpt
                        from unnest(:contacts) page (contact_id)
                        join chat_contact chat using (contact_id)
                        cross join lateral (
                            select id, sequence, created_at, role, content
                            from chat_message
                            where session_id = chat.session_id and sequence >= chat.first_sequence
                              and contact_id = chat.contact_id and role = any (:roles)
                              and to_tsvector(cast(:language as regconfig), content)
                                  @@ cast(:any_word as tsquery)
                            order by sequence
                            limit :most
                        ) message
                        order by message.sequence
                        """).params(parameters).query(row -> {
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
            TranscriptQuery query, SearchWords words, Instant oldest, Position after, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("""
                instance_id = :instance and initiated_at >= :oldest
                and (initiated_at, contact_id) < (:after_time, :after_contact) and words @@ cast(:words as tsquery)
                """);
        parameters.put("instance", query.instance().value());
        parameters.put("oldest", oldest);
        parameters.put("after_time", after.initiatedAt());
        parameters.put("after_contact", after.contact());
        parameters.put(
                "words",
                query.roles().isEmpty()
                        ? words.query()
                        : words.weighted(query.roles().stream()
                                .map(WEIGHTS::get)
                                .distinct()
                                .collect(Collectors.joining())));
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
        if (query.customerId() != null) {
            conditions.add("""
                    exists (
                        select from chat_contact chat
                        where chat.contact_id = contact_text.contact_id and chat.customer_id = :customer)
                    """);
            parameters.put("customer", query.customerId());
        }
        return String.join(" and ", conditions);
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
