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

/** The common members of the resources of an instance. */
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
    @SuppressWarnings("UnusedVariable") // tells JPA whether a row is new
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

    /** Returns the instance. */
    public InstanceId instance() {
        return new InstanceId(instanceId);
    }

    /** Returns the name, unique within the instance for its kind. */
    public String name() {
        return name;
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
