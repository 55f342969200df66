package io.recontact.api;

import java.sql.SQLException;
import java.util.List;

/**
 * A failure reduced to what a log may contain: types, stack traces and SQL states. A library's message may repeat what
 * a client sent, such as a URL with its token, so only messages of this program remain.
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

    /** Removes from a failure and its causes everything that a client may have sent. */
    public static LoggableFailure of(Throwable failure) {
        var chain = CauseChain.of(failure);
        return new LoggableFailure(failure, chain.subList(1, chain.size()));
    }

    /**
     * Returns one line about a failure: the type of its root cause, and its message or SQL state if a log may contain
     * it.
     */
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
