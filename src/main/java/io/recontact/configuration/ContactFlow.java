package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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

    @Id
    private UUID id;

    private UUID instanceId;
    private String name;

    @Enumerated(EnumType.STRING)
    private ContactFlowType type;

    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private State state;

    private String savedContent;
    private @Nullable UUID publicationId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant lastModifiedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlow() {}

    ContactFlow(UUID id, InstanceId instance, NewContactFlow wanted, Instant now) {
        this.id = id;
        this.instanceId = instance.value();
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
        publicationId = publication.id();
    }

    void change(ContactFlowMetadata change, Instant now) {
        name = change.name() == null ? name : change.name();
        description = change.description() == null ? description : change.description();
        state = change.state() == null ? state : change.state();
        lastModifiedAt = now;
    }

    /** Returns the id. */
    public ContactFlowId id() {
        return new ContactFlowId(id);
    }

    /** Returns the instance. */
    public InstanceId instance() {
        return new InstanceId(instanceId);
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
        return publicationId == null ? ContactFlowStatus.SAVED : ContactFlowStatus.PUBLISHED;
    }

    /** Returns the draft. */
    public String savedContent() {
        return savedContent;
    }

    /** Returns the newest publication; null if the flow has never been published. */
    public @Nullable UUID publicationId() {
        return publicationId;
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
