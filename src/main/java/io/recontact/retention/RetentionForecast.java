package io.recontact.retention;

import io.recontact.api.InstanceId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of what the next run of retention would delete.
 *
 * @param oldestKept contacts initiated earlier are due
 * @param months the figures of each instance and month, by month and instance
 * @param heldSessions how many expired sessions stay because of a legal hold
 */
public record RetentionForecast(Instant oldestKept, List<Month> months, long heldSessions) {

    /** Copies the figures. */
    public RetentionForecast {
        months = List.copyOf(months);
    }

    /** The figures of all instances and months. */
    public Figures total() {
        return months.stream().map(Month::figures).reduce(Figures.NONE, Figures::plus);
    }

    /**
     * The figures of an instance and a month.
     *
     * @param month the month (UTC) in which the contacts were initiated
     */
    public record Month(InstanceId instance, YearMonth month, Figures figures) {}

    /**
     * Numbers of rows.
     *
     * @param sessions chat sessions; tasks have none
     * @param items items of their transcripts
     * @param attachments their files
     * @param oldest when the first of the contacts was initiated; null without any
     * @param newest when the last of the contacts was initiated; null without any
     */
    public record Figures(
            long contacts,
            long sessions,
            long items,
            long attachments,
            @Nullable Instant oldest,
            @Nullable Instant newest) {

        /** Nothing. */
        static final Figures NONE = new Figures(0, 0, 0, 0, null, null);

        Figures plus(Figures other) {
            return new Figures(
                    contacts + other.contacts,
                    sessions + other.sessions,
                    items + other.items,
                    attachments + other.attachments,
                    Optional.ofNullable(oldest)
                            .filter(mine -> other.oldest == null || mine.isBefore(other.oldest))
                            .orElse(other.oldest),
                    Optional.ofNullable(newest)
                            .filter(mine -> other.newest == null || mine.isAfter(other.newest))
                            .orElse(other.newest));
        }
    }
}
