package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A flow: a draft and, once published, its newest publication. */
@Entity
public class ContactFlow {

    /** Contacts may start with an active flow only. */
    public enum State {
        ACTIVE,
        ARCHIVED
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ContactFlowId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    private String name;

    @Enumerated(EnumType.STRING)
    private ContactFlowType type;

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private State state;

    private String savedContent;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "publication_id"))
    private @Nullable FlowPublicationId publication;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant lastModifiedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlow() {}

    ContactFlow(ContactFlowId id, InstanceId instance, NewContactFlow wanted, Instant now) {
        this.id = id;
        this.instance = instance;
        this.name = wanted.name();
        this.type = wanted.type();
        this.description = wanted.description();
        this.state = State.ACTIVE;
        this.savedContent = wanted.content();
        this.tags = wanted.tags();
        this.lastModifiedAt = now;
    }

    void save(String content, Instant now) {
        savedContent = content;
        lastModifiedAt = now;
    }

    /** Makes a publication the one that new contacts run. */
    void run(FlowPublication publication) {
        this.publication = publication.id();
    }

    void change(ContactFlowMetadata change, Instant now) {
        name = change.name() == null ? name : change.name();
        description = change.description() == null ? description : change.description();
        state = change.state() == null ? state : change.state();
        lastModifiedAt = now;
    }

    /** Returns the id. */
    public ContactFlowId id() {
        return id;
    }

    /** Returns the instance. */
    public InstanceId instance() {
        return instance;
    }

    /** Returns the name, unique within the instance. */
    public String name() {
        return name;
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

    /** Returns the tags. */
    public Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** Returns the time of the last change. */
    public Instant lastModifiedAt() {
        return lastModifiedAt;
    }
}
