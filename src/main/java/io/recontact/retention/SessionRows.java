package io.recontact.retention;

import java.util.Map;

/**
 * The rows that a module keeps for sessions and contacts. Retention deletes sessions as sets: it calls each module in
 * the order of its {@link org.springframework.core.annotation.Order}, so that rows go before the rows they refer to. A
 * module that adds a table of contacts or sessions deletes it here; {@code SessionRowsTests} finds tables that none
 * deletes.
 */
public interface SessionRows {

    /** The order of modules whose rows refer to chat sessions and contacts. */
    int LEAVES = 0;

    /** The order of the module that owns chat sessions, which refer to contacts. */
    int CHAT_SESSIONS = 1;

    /** The order of the module that owns contacts. */
    int CONTACTS = 2;

    /**
     * Deletes all rows of a batch in the transaction of the caller, with one statement a table.
     *
     * @return the number of deleted rows by table
     */
    Map<String, Integer> delete(SessionBatch batch);

    /** Counts rows that {@link #delete} would delete, by table. Only what forecasts show has to be counted. */
    default Map<String, Integer> count(SessionBatch batch) {
        return Map.of();
    }
}
