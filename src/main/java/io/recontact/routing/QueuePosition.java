package io.recontact.routing;

import io.recontact.contact.RoutingData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The position of a contact in its queue.
 *
 * @param priority lower numbers come first
 * @param waitingSince within one priority, earlier times come first
 */
record QueuePosition(long priority, Instant waitingSince) {

    /**
     * The position of a contact that was enqueued at a time.
     *
     * @param adjustmentSeconds added to the waiting time; none when absent
     */
    static QueuePosition of(Instant enqueuedAt, @Nullable Long priority, @Nullable Integer adjustmentSeconds) {
        return new QueuePosition(
                priority == null ? RoutingData.DEFAULT_PRIORITY : priority,
                adjustmentSeconds == null ? enqueuedAt : enqueuedAt.minusSeconds(adjustmentSeconds));
    }
}
