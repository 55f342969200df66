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

/** A flow: a draft, and once it has been published, which publication runs. */
@Entity
public class ContactFlow {

    /** Archived flows are kept, but nothing starts with them. */
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

    /** Lets a publication of what has been saved run from now on. */
    void run(FlowPublication publication) {
        publicationId = publication.id();
    }

    void change(ContactFlowMetadata change, Instant now) {
        name = change.name() == null ? name : change.name();
        description = change.description() == null ? description : change.description();
        state = change.state() == null ? state : change.state();
        lastModifiedAt = now;
    }

    /** The id. */
    public ContactFlowId id() {
        return new ContactFlowId(id);
    }

    /** The instance it belongs to. */
    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    /** Its name, unique within the instance. */
    public String name() {
        return name;
    }

    /** What it is for. */
    public ContactFlowType type() {
        return type;
    }

    /** What its author says of it. */
    public @Nullable String description() {
        return description;
    }

    /** Whether contacts may start with it. */
    public State state() {
        return state;
    }

    /** Whether it has ever been published. */
    public ContactFlowStatus status() {
        return publicationId == null ? ContactFlowStatus.SAVED : ContactFlowStatus.PUBLISHED;
    }

    /** The draft. */
    public String savedContent() {
        return savedContent;
    }

    /** What runs; absent as long as it has not been published. */
    public @Nullable UUID publicationId() {
        return publicationId;
    }

    /** Its tags. */
    public Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** When it last changed. */
    public Instant lastModifiedAt() {
        return lastModifiedAt;
    }
}
