package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** A flow: a draft and, once published, its newest publication. */
@Entity
public class ContactFlow extends VersionedResource {

    /** Contacts may start with an active flow only. */
    public enum State {
        ACTIVE,
        ARCHIVED
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ContactFlowId id;

    @Enumerated(EnumType.STRING)
    private ContactFlowType type;

    @Enumerated(EnumType.STRING)
    private State state;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlow() {}

    ContactFlow(ContactFlowId id, InstanceId instance, NewContactFlow wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.content(), wanted.tags(), now);
        this.id = id;
        this.type = wanted.type();
        this.state = State.ACTIVE;
    }

    void change(ContactFlowMetadata change) {
        describe(change.description());
        state = change.state() == null ? state : change.state();
    }

    @Override
    public ContactFlowId id() {
        return id;
    }

    /** Returns the type. */
    public ContactFlowType type() {
        return type;
    }

    /** Returns whether contacts may start with it. */
    public State state() {
        return state;
    }

    @Override
    boolean isActive() {
        return state == State.ACTIVE;
    }
}
