package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a flow is to run for a contact from now on. Heard in the same transaction, under the lock of the session.
 *
 * @param session the session's first contact
 * @param flow which may have been deleted or archived since it was named
 * @param at from when on, which may be in the future
 * @param queue where the flow is to take the contact, unless it decides otherwise
 */
public record FlowRequested(
        InstanceId instance,
        SessionId session,
        ContactId contact,
        UUID flow,
        FlowTrigger occasion,
        Instant at,
        @Nullable UUID queue) {

    /** One that chooses its queue itself. */
    public FlowRequested(
            InstanceId instance, SessionId session, ContactId contact, UUID flow, FlowTrigger occasion, Instant at) {
        this(instance, session, contact, flow, occasion, at, null);
    }

    /** Why it is to run. */
    public enum FlowTrigger {
        /** The customer has connected. */
        CONNECTED,
        /** The task begins, now or at the time that it is scheduled for. */
        STARTED,
        /** The contact has come to wait in a queue. */
        QUEUED,
        /** The customer is the only one left: this is the session's disconnect flow. */
        REMAINING,
        /** The task has been paused. */
        PAUSED,
        /** The task has resumed. */
        RESUMED;

        /** Tells whether the contact goes on however the flow ends: it runs beside what happens to the contact. */
        public boolean isAside() {
            return switch (this) {
                case CONNECTED, STARTED, REMAINING -> false;
                case QUEUED, PAUSED, RESUMED -> true;
            };
        }
    }
}
