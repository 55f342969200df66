package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A status that agents can set. */
@Entity
public class AgentStatus extends DescribedResource {

    /** The meaning of a status for routing. */
    public enum Type {
        /** The agent is offered contacts. */
        ROUTABLE,
        /** The agent is offered no contacts, for a reason that the instance defines. */
        CUSTOM,
        /** The agent is offline and is offered no contacts. */
        OFFLINE
    }

    /** Agents can set an enabled status only. */
    public enum State {
        ENABLED,
        DISABLED
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AgentStatusId id;

    @Enumerated(EnumType.STRING)
    private Type type;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable Integer displayOrder;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected AgentStatus() {}

    AgentStatus(AgentStatusId id, InstanceId instance, NewAgentStatus wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.type = wanted.type();
        this.state = wanted.state();
        this.displayOrder = wanted.displayOrder();
    }

    void change(AgentStatusUpdate change) {
        describe(change.description());
        state = change.state() == null ? state : change.state();
        if (change.displayOrder() != null || change.resetOrderNumber()) {
            displayOrder = change.displayOrder();
        }
    }

    @Override
    public AgentStatusId id() {
        return id;
    }

    /** Returns its meaning for routing. */
    public Type type() {
        return type;
    }

    /** Returns whether agents can set it. */
    public State state() {
        return state;
    }

    /** Returns its position in the list that agents choose from, from 1 to 50; null for none. */
    public @Nullable Integer displayOrder() {
        return displayOrder;
    }
}
