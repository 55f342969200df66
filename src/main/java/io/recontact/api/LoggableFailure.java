package io.recontact.api;

import java.sql.SQLException;
import java.util.List;

/**
 * A failure as a log may show it: its types, places and SQL states. Messages of libraries may repeat what a client has
 * sent, a URL with its token for one, so only messages of this program remain.
 */
public final class LoggableFailure extends Exception {

    private static final String OURS = "io.recontact.";

    private LoggableFailure(Throwable original, List<Throwable> causes) {
        super(
                describe(original),
                causes.isEmpty() ? null : new LoggableFailure(causes.getFirst(), causes.subList(1, causes.size())),
                false,
                true);
        setStackTrace(original.getStackTrace());
    }

    /** Leaves out of a failure and its causes what a client may have sent. */
    public static LoggableFailure of(Throwable failure) {
        var chain = CauseChain.of(failure);
        return new LoggableFailure(failure, chain.subList(1, chain.size()));
    }

    /** One line about a failure: the type of its first cause, and what may be said of it. */
    public static String summary(Throwable failure) {
        return describe(CauseChain.of(failure).getLast());
    }

    private static String describe(Throwable failure) {
        var type = failure.getClass().getName();
        if (failure instanceof SQLException sql && sql.getSQLState() != null) {
            return "%s (SQLSTATE %s)".formatted(type, sql.getSQLState());
        }
        var stack = failure.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith(OURS) && failure.getMessage() != null
                ? "%s: %s".formatted(type, failure.getMessage())
                : type;
    }
}
