package io.recontact.testing;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log lines of the test server for one database. */
public record ServerLog(JdbcClient jdbc) {

    /** Each line begins with the name of the database. */
    static final String PREFIX = "%d ";

    private static final String MARKER = "marker_";

    /** The errors of statements that failed before this call. */
    public List<String> errors() {
        var database = jdbc.sql("select current_database()").query(String.class).single();
        return read().lines()
                .filter(line -> line.startsWith(database + " ERROR:") && !line.contains(MARKER))
                .toList();
    }

    /** The whole log. Provokes an error and waits for it, because the server writes its log a little later. */
    public String read() {
        var marker = MARKER + UUID.randomUUID().toString().replace('-', '_');
        try {
            jdbc.sql("select from " + marker).query().listOfRows();
        } catch (DataAccessException _) {
            // there is no such table
        }
        return await().until(
                        () -> jdbc.sql("select pg_read_file(pg_current_logfile())")
                                .query(String.class)
                                .single(),
                        log -> log.contains(marker));
    }
}
