package io.recontact.configuration;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The common members of the resources of an instance. The resources of each kind have their own type of id. */
@MappedSuperclass
public abstract class Resource {

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant lastModifiedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // tells JPA whether a row is new
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Resource() {}

    /**
     * Creates a resource.
     *
     * @param tags null for none
     */
    Resource(InstanceId instance, String name, @Nullable Map<String, String> tags, Instant now) {
        this.instance = instance;
        this.name = name;
        this.tags = tags == null ? Map.of() : Map.copyOf(tags);
        this.lastModifiedAt = now;
    }

    /** Returns the id. */
    public abstract ResourceId id();

    /** Returns the ARN, as a caller sees it. */
    public String arn(Arns arns) {
        return arns.of(instance, id());
    }

    void rename(String name) {
        this.name = name;
    }

    void tag(Map<String, String> tags) {
        this.tags = tags;
    }

    void touch(Instant now) {
        this.lastModifiedAt = now;
    }

    /** Returns the instance. */
    public InstanceId instance() {
        return instance;
    }

    /** Returns the name, unique within the instance for its kind. */
    public String name() {
        return name;
    }

    /** Returns the tags; may be empty. */
    public Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** Returns the time of the last change. */
    public Instant lastModifiedAt() {
        return lastModifiedAt;
    }
}
