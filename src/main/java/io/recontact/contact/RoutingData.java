package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * The position of a contact in its queue: one of two members.
 *
 * @param queuePriority at least 1; lower numbers come first
 * @param queueTimeAdjustmentSeconds seconds added to the time that the contact has waited
 */
public record RoutingData(
        @Nullable Long queuePriority, @Nullable Integer queueTimeAdjustmentSeconds) {

    /** The priority of contacts without one. */
    public static final long DEFAULT_PRIORITY = 5;

    /**
     * Checks the members.
     *
     * @throws InvalidParameterException unless exactly one of them is given, or if the priority is not positive
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
