package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.configuration.PublicationId;
import io.recontact.contact.FlowRequested.FlowTrigger;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * A run of a flow for a contact: the action that comes next, and the time at which a node takes the run up. Statements
 * of {@link FlowRunRepository} begin and end runs. A run changes in memory only just before the transaction's last
 * statement, which writes it.
 */
@Entity
class FlowRun {

    /** The state of the run's current action. */
    enum Status {
        /** The action is to be performed. */
        READY,
        /** The action waits. */
        WAITING,
        /** The action has made an external call. */
        CALLING
    }

    @EmbeddedId
    @AttributeOverride(name = "contactId", column = @Column(name = "contact_id"))
    private FlowRunId id;

    /** The contact of the id, for queries. */
    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "contact_id", insertable = false, updatable = false))
    private ContactId contact;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "session_id", updatable = false))
    private SessionId session;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "publication_id"))
    private @Nullable PublicationId publication;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private FlowTrigger trigger;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable String action;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private RunState state;

    private int steps;
    private boolean listens;
    private long seenSequence;

    @SuppressWarnings("UnusedVariable") // statements read the column
    private Instant dueAt;

    @SuppressWarnings("UnusedVariable") // statements read the column
    private int failures;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected FlowRun() {}

    /**
     * The point that an execution has reached.
     *
     * @param publication the flow content that the run continues in
     * @param action the next action, or the one that waits or calls
     * @param steps how many actions ran since the run last waited
     */
    record Position(PublicationId publication, String action, int steps) {}

    /** Performs the next action as soon as possible. */
    void resume(Position position, RunState next, Instant now) {
        moveTo(position, next, Status.READY, now);
    }

    /**
     * Waits until a time, and for items of the transcript if the state names any events.
     *
     * @param seen the last item that has been examined
     */
    void await(Position position, RunState next, long seen, Instant until) {
        moveTo(position, next, Status.WAITING, until);
        listens = !next.waitsFor().isEmpty();
        seenSequence = seen;
    }

    /** Waits for the result of an external call. */
    void call(Position position, RunState next, Instant until) {
        moveTo(position, next, Status.CALLING, until);
    }

    /** Records that the transcript has no awaited event up to an item. */
    void examinedUpTo(long sequence, Instant until) {
        seenSequence = sequence;
        dueAt = state.dueAt(until);
        failures = 0;
    }

    private void moveTo(Position position, RunState next, Status nextStatus, Instant due) {
        publication = position.publication();
        action = position.action();
        steps = position.steps();
        state = next;
        status = nextStatus;
        listens = false;
        seenSequence = 0;
        dueAt = next.dueAt(due);
        failures = 0;
    }

    FlowRunId id() {
        return id;
    }

    ContactId contact() {
        return contact;
    }

    SessionId session() {
        return session;
    }

    /** The content that the run continues in; absent before a task begins, or if the flow was not published. */
    @Nullable PublicationId publication() {
        return publication;
    }

    FlowTrigger trigger() {
        return trigger;
    }

    Status status() {
        return status;
    }

    /** The next action, or the one that waits or calls; absent before the first action. */
    @Nullable String action() {
        return action;
    }

    RunState state() {
        return state;
    }

    int steps() {
        return steps;
    }

    /** Returns true if the run waits for an item of the transcript. */
    boolean listens() {
        return listens;
    }

    /** The last item of the transcript that was examined. */
    long seenSequence() {
        return seenSequence;
    }
}
