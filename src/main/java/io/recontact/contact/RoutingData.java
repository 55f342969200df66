package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact stands among those that wait: exactly one of the two.
 *
 * @param queuePriority lower ones come first; 5 unless it is changed
 * @param queueTimeAdjustmentSeconds is added to the time that it has waited
 */
public record RoutingData(
        @Nullable Long queuePriority, @Nullable Integer queueTimeAdjustmentSeconds) {

    /** What contacts have that nobody has given another one. */
    public static final long DEFAULT_PRIORITY = 5;

    /**
     * Refuses both and none.
     *
     * @throws InvalidParameterException if not exactly one of them is given, or the priority is not positive
     */
    public RoutingData {
        if ((queuePriority == null) == (queueTimeAdjustmentSeconds == null)) {
            throw new InvalidParameterException("QueuePriority or QueueTimeAdjustmentSeconds must be given, not both");
        }
        if (queuePriority != null && queuePriority < 1) {
            throw new InvalidParameterException("QueuePriority must be at least 1");
        }
    }
}
