package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A status that agents may set: available, away for some reason, or gone. */
@Entity
public class AgentStatus extends Resource {

    /** What a status means for routing. */
    public enum Type {
        /** Contacts are offered. */
        ROUTABLE,
        /** None are, for a reason that the instance has named. */
        CUSTOM,
        /** None are: the agent is not there. */
        OFFLINE
    }

    /** Whether agents may set it. */
    public enum State {
        ENABLED,
        DISABLED
    }

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private Type type;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable Integer displayOrder;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected AgentStatus() {}

    AgentStatus(UUID id, InstanceId instance, NewAgentStatus wanted, Instant now) {
        super(id, instance, wanted.name(), wanted.tags(), now);
        this.description = wanted.description();
        this.type = wanted.type();
        this.state = wanted.state();
        this.displayOrder = wanted.displayOrder();
    }

    /** The id. */
    public AgentStatusId id() {
        return new AgentStatusId(key());
    }

    /** What its author says of it. */
    public @Nullable String description() {
        return description;
    }

    /** What it means for routing. */
    public Type type() {
        return type;
    }

    /** Whether agents may set it. */
    public State state() {
        return state;
    }

    /** Its place among the statuses that an agent chooses from. */
    public @Nullable Integer displayOrder() {
        return displayOrder;
    }
}
