package io.recontact.retention;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Collects the statements of {@link SessionRows} on one batch, and runs them. They take {@code :sessions} and
 * {@code :contacts} as arrays of ids.
 *
 * <p>All statements that delete go to PostgreSQL at once, with one copy of the ids, which they read from a temporary
 * table. Sent one by one, each would wait for the answer to the one before; with ids of its own, each would be written,
 * parsed and planned with thousands of them (docs/decisions/0031).
 */
public final class SessionStatements {

    /** Stores the batch until the transaction ends, instead of the previous one. */
    private static final List<String> STORE = List.of(
            """
            create temporary table if not exists session_batch (
                contact_id uuid not null,
                is_session boolean not null)
            on commit delete rows
            """,
            "delete from pg_temp.session_batch",
            "insert into pg_temp.session_batch select unnest(cast(:session_ids as uuid[])), true",
            "insert into pg_temp.session_batch select unnest(cast(:later_ids as uuid[])), false");

    private static final String CONTACTS = "array(select contact_id from pg_temp.session_batch)";
    private static final String SESSIONS = "array(select contact_id from pg_temp.session_batch where is_session)";

    private final SessionBatch batch;
    private final Map<String, String> statements = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    /** Creates an empty list of statements on a batch. */
    public SessionStatements(SessionBatch batch) {
        this.batch = batch;
    }

    /** The erasure that deletes the batch; null for retention. */
    public @Nullable UUID erasure() {
        return batch.erasure();
    }

    /** Adds the statement that deletes, or counts, the rows of a table. */
    public SessionStatements add(String table, String sql) {
        statements.put(table, sql);
        return this;
    }

    /** Adds a parameter of the statement that was added last. Its name must be the module's own. */
    public SessionStatements param(String name, @Nullable Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Returns the tables that have a statement. */
    Set<String> tables() {
        return Set.copyOf(statements.keySet());
    }

    /** Runs statements that delete, in the order in which they were added. Returns the number of rows by table. */
    public Map<String, Integer> delete(NamedParameterJdbcOperations jdbc) {
        var later = new HashSet<>(batch.contacts());
        batch.sessions().forEach(later::remove);
        parameters.put("session_ids", batch.sessions().toArray(UUID[]::new));
        parameters.put("later_ids", later.toArray(UUID[]::new));
        var deletions =
                Stream.concat(STORE.stream(), statements.values().stream()).collect(joining(";\n"));
        var sql = deletions.replace(":contacts", CONTACTS).replace(":sessions", SESSIONS);
        return requireNonNull(jdbc.execute(sql, parameters, this::execute));
    }

    private Map<String, Integer> execute(PreparedStatement statement) throws SQLException {
        statement.execute();
        for (var _ : STORE) {
            statement.getMoreResults();
        }
        var rows = new LinkedHashMap<String, Integer>();
        for (var table : statements.keySet()) {
            rows.put(table, statement.getUpdateCount());
            statement.getMoreResults();
        }
        return rows;
    }

    /** Runs statements that count. They may run in a read-only transaction. */
    Map<String, Integer> count(NamedParameterJdbcOperations jdbc) {
        parameters.put("sessions", batch.sessions().toArray(UUID[]::new));
        parameters.put("contacts", batch.contacts().toArray(UUID[]::new));
        var rows = new LinkedHashMap<String, Integer>();
        statements.forEach(
                (table, sql) -> rows.put(table, requireNonNull(jdbc.queryForObject(sql, parameters, Integer.class))));
        return rows;
    }
}
