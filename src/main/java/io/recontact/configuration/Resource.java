package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What all that an instance is set up with has: an owner, a name and tags. */
@MappedSuperclass
public abstract class Resource {

    @Id
    private UUID id;

    private UUID instanceId;
    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant lastModifiedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // tells JPA that a row is new
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Resource() {}

    Resource(UUID id, InstanceId instance, String name, Map<String, String> tags, Instant now) {
        this.id = id;
        this.instanceId = instance.value();
        this.name = name;
        this.tags = tags;
        this.lastModifiedAt = now;
    }

    UUID key() {
        return id;
    }

    /** The instance it belongs to. */
    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    /** Its name, unique within the instance. */
    public String name() {
        return name;
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
