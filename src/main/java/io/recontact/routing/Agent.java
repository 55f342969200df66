package io.recontact.routing;

import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A user at work: the current status, and the one that follows. Users who have never set a status have no agent. */
@Entity
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // JPA and statements read the fields
public class Agent {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "user_id"))
    private UserId user;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "status_id"))
    private AgentStatusId status;

    private Instant statusSince;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "next_status_id"))
    private @Nullable AgentStatusId nextStatus;

    private boolean routable;
    private Instant idleSince;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Agent() {}

    /** The current status. */
    public AgentStatusId status() {
        return status;
    }

    /** When the agent entered the current status. */
    public Instant statusSince() {
        return statusSince;
    }

    /** The status that follows once the agent has no contact left, if one was set. */
    public @Nullable AgentStatusId nextStatus() {
        return nextStatus;
    }

    /** Enters a status now. An agent who stays routable keeps the place among idle agents. */
    void enter(AgentStatus next, Instant now) {
        var isRoutable = next.type() == AgentStatus.Type.ROUTABLE;
        if (!status.equals(next.id())) {
            status = next.id();
            statusSince = now;
        }
        if (!routable || !isRoutable) {
            idleSince = now;
        }
        nextStatus = null;
        routable = isRoutable;
    }

    /** Enters a status once no contact is left; until then the agent gets no offers. */
    void enterWhenDone(AgentStatusId next) {
        nextStatus = next;
        routable = false;
    }

    /** Restarts the idle time: a slot has become free. */
    void becomeIdle(Instant now) {
        idleSince = now;
    }
}
