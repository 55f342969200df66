package io.recontact.api;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Distinguishes a database that is unavailable, read-only or too slow from a bug, in the causes of any exception. */
public final class Outage {

    /**
     * PostgreSQL error codes: 25006 read-only transaction, 25P03 idle in transaction for too long, 55P03 lock not
     * available. https://www.postgresql.org/docs/18/errcodes-appendix.html
     */
    private static final Set<String> STATES = Set.of("25006", "25P03", "55P03");

    /**
     * Classes of error codes: 08 connection exception, 40 transaction rollback (deadlock, serialization), 53
     * insufficient resources, 57 operator intervention (shutdown, starting up, statement timeout), 58 system error.
     */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private Outage() {}

    /** Returns true if the state of the database, not the request or this program, caused a failure. */
    public static boolean isBehind(Throwable failure) {
        for (var cause : CauseChain.of(failure)) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case SQLTransientException _, SQLNonTransientConnectionException _, SQLRecoverableException _ -> true;
            case SQLException sql -> {
                // An error of the server always has a state. The pool's "Connection is closed" has none.
                var state = sql.getSQLState();
                yield state == null
                        || STATES.contains(state)
                        || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
            }
            case TransientDataAccessException _,
                    NonTransientDataAccessResourceException _,
                    CannotCreateTransactionException _,
                    TransactionTimedOutException _ -> true;
            default -> false;
        };
    }
}
