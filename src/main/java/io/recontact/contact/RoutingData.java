package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * The position of a contact in its queue, one of two members, and the agents that it is offered to.
 *
 * @param queuePriority at least 1; lower numbers come first
 * @param queueTimeAdjustmentSeconds seconds added to the time that the contact has waited
 * @param criteria the new routing criteria; null to keep those that it has
 */
public record RoutingData(
        @Nullable Long queuePriority,
        @Nullable Integer queueTimeAdjustmentSeconds,
        @Nullable RoutingCriteria criteria) {

    /** The priority of contacts without one. */
    public static final long DEFAULT_PRIORITY = 5;

    /**
     * Checks the members.
     *
     * @throws InvalidParameterException if none is given, both members of the position are given, or the priority is
     *     not positive
     */
    public RoutingData {
        var isMoved = queuePriority != null || queueTimeAdjustmentSeconds != null;
        if (isMoved ? queuePriority != null && queueTimeAdjustmentSeconds != null : criteria == null) {
            throw new InvalidParameterException(
                    "QueuePriority, QueueTimeAdjustmentSeconds or RoutingCriteria must be given, not both of the first two");
        }
        if (queuePriority != null && queuePriority < 1) {
            throw new InvalidParameterException("QueuePriority must be at least 1");
        }
    }

    /** Returns whether the position changes. */
    public boolean isMoved() {
        return queuePriority != null || queueTimeAdjustmentSeconds != null;
    }
}
