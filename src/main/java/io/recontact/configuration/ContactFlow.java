package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flow: a draft and, once published, its newest publication. */
@Entity
public class ContactFlow extends Resource {

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

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private State state;

    private String savedContent;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "publication_id"))
    private @Nullable FlowPublicationId publication;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlow() {}

    ContactFlow(ContactFlowId id, InstanceId instance, NewContactFlow wanted, Instant now) {
        super(instance, wanted.name(), wanted.tags(), now);
        this.id = id;
        this.type = wanted.type();
        this.description = wanted.description();
        this.state = State.ACTIVE;
        this.savedContent = wanted.content();
    }

    void save(String content) {
        savedContent = content;
    }

    /** Makes a publication the one that new contacts run. */
    void run(FlowPublication publication) {
        this.publication = publication.id();
    }

    void change(ContactFlowMetadata change) {
        description = change.description() == null ? description : change.description();
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

    /** Returns the description. */
    public @Nullable String description() {
        return description;
    }

    /** Returns whether contacts may start with it. */
    public State state() {
        return state;
    }

    /** Returns whether it has ever been published. */
    public ContactFlowStatus status() {
        return publication == null ? ContactFlowStatus.SAVED : ContactFlowStatus.PUBLISHED;
    }

    /** Returns the draft. */
    public String savedContent() {
        return savedContent;
    }

    /** Returns the newest publication; null if the flow has never been published. */
    public @Nullable FlowPublicationId publication() {
        return publication;
    }
}
