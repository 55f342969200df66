package io.recontact.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Limits log lines that any caller can cause: at most 100 of a kind each minute. It logs the number of omitted lines.
 * Metrics count them all.
 */
public final class LogSampler {

    private static final int LINES = 100;
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private static final Map<Line, Interval> intervals = new ConcurrentHashMap<>();

    private record Line(String logger, Object kind) {}

    private record Interval(long begun, int lines) {}

    private final Logger log;

    /** Creates a sampler for one logger. */
    public LogSampler(Logger log) {
        this.log = log;
    }

    /**
     * Returns true if a line of a kind may be logged now.
     *
     * @param kind one of few
     */
    public boolean lets(Object kind) {
        return lets(kind, System.nanoTime());
    }

    boolean lets(Object kind, long now) {
        var current = intervals.compute(new Line(log.getName(), kind), (_, known) -> {
            if (known != null && now - known.begun() < INTERVAL) {
                return new Interval(known.begun(), known.lines() + 1);
            }
            if (known != null && known.lines() > LINES) {
                log.info("{} more lines of the kind {} were left out", known.lines() - LINES, kind);
            }
            return new Interval(now, 1);
        });
        return current.lines() <= LINES;
    }

    /** Lets each kind of line begin a new minute. */
    static void reset() {
        intervals.clear();
    }
}
