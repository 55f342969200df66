package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.configuration.ContactFlowId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Published when a flow is to run for a contact; handled in the same transaction, under the lock of the session.
 *
 * @param session the session, which has the id of its first contact
 * @param flow the flow; it may have been deleted or archived since it was set
 * @param trigger the reason for which it runs
 * @param at when the flow begins; may be in the future
 * @param target the queue that the flow transfers to unless it sets another one
 */
public record FlowRequested(
        InstanceId instance,
        SessionId session,
        ContactId contact,
        ContactFlowId flow,
        FlowTrigger trigger,
        Instant at,
        @Nullable Target target) {

    /**
     * The queue that a flow transfers to.
     *
     * @param owner the chat or task, see {@link LiveContact#owner()}
     */
    public record Target(UUID owner, UUID queue) {}

    /** Requests a flow without a target. */
    public FlowRequested(
            InstanceId instance,
            SessionId session,
            ContactId contact,
            ContactFlowId flow,
            FlowTrigger trigger,
            Instant at) {
        this(instance, session, contact, flow, trigger, at, null);
    }

    /** The reason for which a flow runs. */
    public enum FlowTrigger {
        /** The customer has connected. */
        CONNECTED,
        /** The task begins, at once or at its scheduled time, or a transfer begins the next contact. */
        STARTED,
        /** The contact has entered a queue. */
        QUEUED,
        /** Only the customer is left; runs the disconnect flow. */
        REMAINING,
        /** The task has been paused. */
        PAUSED,
        /** The task has resumed. */
        RESUMED;

        /** Returns whether the flow runs beside the contact, which then continues however the flow ends. */
        public boolean isAside() {
            return switch (this) {
                case CONNECTED, STARTED, REMAINING -> false;
                case QUEUED, PAUSED, RESUMED -> true;
            };
        }
    }
}
