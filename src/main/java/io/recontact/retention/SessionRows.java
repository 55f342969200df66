package io.recontact.retention;

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
     * Adds the statements that delete all rows of a batch, one for each table. They run in this order, in the
     * transaction of the batch.
     */
    void delete(SessionStatements statements);

    /** Adds statements that count rows, one for each table. Only what forecasts show has to be counted. */
    default void count(SessionStatements statements) {}
}
