package io.recontact.retention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the statements of {@link SessionRows}, which take {@code :sessions} or {@code :contacts} as arrays. */
public final class SessionStatements {

    private final JdbcClient jdbc;
    private final Map<String, UUID[]> parameters;
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    /** Creates a runner for one batch. */
    public SessionStatements(JdbcClient jdbc, SessionBatch batch) {
        this.jdbc = jdbc;
        this.parameters = Map.of(
                "sessions", batch.sessions().toArray(UUID[]::new),
                "contacts", batch.contacts().toArray(UUID[]::new));
    }

    /** Runs a statement that deletes rows of a table. */
    public SessionStatements delete(String table, String sql) {
        rows.merge(table, jdbc.sql(sql).params(parameters).update(), Integer::sum);
        return this;
    }

    /** Runs a statement that counts rows of a table. */
    public SessionStatements count(String table, String sql) {
        rows.merge(table, jdbc.sql(sql).params(parameters).query(Integer.class).single(), Integer::sum);
        return this;
    }

    /** Runs a statement that locks rows. */
    public SessionStatements lock(String sql) {
        jdbc.sql(sql).params(parameters).query((_, _) -> true).list();
        return this;
    }

    /** The number of rows by table so far. */
    public Map<String, Integer> rows() {
        return Map.copyOf(rows);
    }
}
