package io.recontact.contact;

import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import io.recontact.wire.SessionId;
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
public record FlowDue(
        InstanceId instance,
        SessionId session,
        ContactId contact,
        UUID flow,
        Occasion occasion,
        Instant at,
        @Nullable UUID queue) {

    /** One that chooses its queue itself. */
    public FlowDue(
            InstanceId instance, SessionId session, ContactId contact, UUID flow, Occasion occasion, Instant at) {
        this(instance, session, contact, flow, occasion, at, null);
    }

    /** Why it is to run. */
    public enum Occasion {
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
