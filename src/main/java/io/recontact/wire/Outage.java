package io.recontact.wire;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a mistake of ours, whatever layers have wrapped the driver's exception. */
final class Outage {

    private Outage() {}

    /** Whether a failure comes from a lost or refused connection. */
    static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isConnectionTrouble(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    // Classes of PostgreSQL error codes: 08 connection exception, 53 insufficient resources, 57 operator intervention
    // (shutdown, crash, starting up). https://www.postgresql.org/docs/18/errcodes-appendix.html
    private static boolean isConnectionTrouble(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }
}
