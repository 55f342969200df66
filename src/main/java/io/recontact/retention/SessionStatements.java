package io.recontact.retention;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs the statements of {@link SessionRows}, which take {@code :sessions} or {@code :contacts} as arrays.
 *
 * <p>A batch is sent to PostgreSQL once, into a temporary table, and statements that delete read it there. As a
 * parameter of each statement, thousands of ids would be written, parsed and planned with thirty times, which takes
 * longer than the deletion (docs/decisions/0031).
 */
public final class SessionStatements {

    private static final String CONTACTS = "array(select contact_id from pg_temp.session_batch)";
    private static final String SESSIONS = "array(select contact_id from pg_temp.session_batch where is_session)";

    private final JdbcClient jdbc;
    private final SessionBatch batch;
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    /** Creates a runner for a batch. Its transaction has {@link #store stored} it, unless it only counts. */
    public SessionStatements(JdbcClient jdbc, SessionBatch batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Stores a batch until the transaction ends, instead of the previous one. */
    public static void store(JdbcClient jdbc, SessionBatch batch) {
        jdbc.sql("""
                        create temporary table if not exists session_batch (
                            contact_id uuid not null,
                            is_session boolean not null)
                        on commit delete rows
                        """).update();
        jdbc.sql("delete from pg_temp.session_batch").update();
        insert(jdbc, batch.sessions(), true);
        var later = new HashSet<>(batch.contacts());
        batch.sessions().forEach(later::remove);
        insert(jdbc, List.copyOf(later), false);
    }

    private static void insert(JdbcClient jdbc, List<UUID> contacts, boolean isSession) {
        if (!contacts.isEmpty()) {
            jdbc.sql("insert into pg_temp.session_batch select unnest(cast(:contacts as uuid[])), :is_session")
                    .param("contacts", contacts.toArray(UUID[]::new))
                    .param("is_session", isSession)
                    .update();
        }
    }

    /** Runs a statement that deletes rows of a table. */
    public SessionStatements delete(String table, String sql) {
        rows.merge(table, jdbc.sql(ofStoredBatch(sql)).update(), Integer::sum);
        return this;
    }

    /** Runs a statement that counts rows of a table. It may run in a read-only transaction. */
    public SessionStatements count(String table, String sql) {
        var count = jdbc.sql(sql)
                .param("sessions", batch.sessions().toArray(UUID[]::new))
                .param("contacts", batch.contacts().toArray(UUID[]::new))
                .query(Integer.class)
                .single();
        rows.merge(table, count, Integer::sum);
        return this;
    }

    private static String ofStoredBatch(String sql) {
        return sql.replace(":contacts", CONTACTS).replace(":sessions", SESSIONS);
    }

    /** The number of rows by table so far. */
    public Map<String, Integer> rows() {
        return Map.copyOf(rows);
    }
}
