package io.recontact.contact;

import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import java.time.Instant;
import java.util.UUID;

/**
 * That a flow is to run for a contact from now on. Heard in the same transaction, under the lock of the session.
 *
 * @param session the session's first contact
 * @param flow which may have been deleted or archived since it was named
 */
public record FlowDue(InstanceId instance, UUID session, ContactId contact, UUID flow, Occasion occasion, Instant at) {

    /** Why it is to run. */
    public enum Occasion {
        /** The customer has connected. */
        CONNECTED,
        /** The contact has come to wait in a queue. */
        QUEUED,
        /** The customer is the only one left: this is the session's disconnect flow. */
        REMAINING
    }
}
