package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a contact is in a flow.
 *
 * @param publication what it runs; none if there was nothing to run, or if it is of a task that is yet to begin
 * @param action the one to do, or the one that waits or has called; none before the first
 * @param steps actions since it has last waited
 * @param listens whether it waits for something in the transcript, and {@code seen} up to where it has looked
 */
record FlowRun(
        UUID id,
        ContactId contact,
        InstanceId instance,
        SessionId session,
        @Nullable UUID publication,
        FlowTrigger occasion,
        Status status,
        @Nullable String action,
        RunState state,
        int steps,
        boolean listens,
        long seen,
        Instant dueAt) {

    /** This run, at the beginning of a flow. */
    FlowRun beginning(UUID flow) {
        return new FlowRun(
                id, contact, instance, session, flow, occasion, status, action, state, steps, listens, seen, dueAt);
    }

    /** What is to happen when somebody takes it up. */
    enum Status {
        /** Its action is to be done. */
        READY,
        /** Its action waits. */
        WAITING,
        /** Its action has called somebody outside. */
        CALLING
    }
}
