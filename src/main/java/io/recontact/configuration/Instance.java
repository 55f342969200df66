package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.NewUntilStored;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An instance: the tenant that owns flows, contacts and quotas. */
@Entity
@SuppressWarnings("UnusedVariable") // JPA reads the fields
public class Instance extends NewUntilStored<InstanceId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private InstanceId id;

    private @Nullable String alias;

    @Enumerated(EnumType.STRING)
    @Column(name = "identity_management_type")
    private IdentityManagement identityManagement;

    private @Nullable String directoryId;
    private boolean inboundCallsEnabled;
    private boolean outboundCallsEnabled;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<InstanceAttribute, String> attributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private Instant createdAt;
    private @Nullable Instant deletedAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Instance() {}

    Instance(InstanceId id, NewInstance wanted, Instant now) {
        this.id = id;
        this.alias = wanted.alias();
        this.identityManagement = wanted.identityManagement();
        this.directoryId = wanted.directoryId();
        this.inboundCallsEnabled = wanted.inboundCallsEnabled();
        this.outboundCallsEnabled = wanted.outboundCallsEnabled();
        this.attributes = Map.of();
        this.tags = wanted.tags() == null ? Map.of() : Map.copyOf(wanted.tags());
        this.createdAt = now;
    }

    @Override
    public InstanceId getId() {
        return id;
    }

    void tag(Map<String, String> tags) {
        this.tags = tags;
    }

    void set(InstanceAttribute attribute, boolean value) {
        switch (attribute) {
            case INBOUND_CALLS -> inboundCallsEnabled = value;
            case OUTBOUND_CALLS -> outboundCallsEnabled = value;
            default -> {
                var changed = new EnumMap<InstanceAttribute, String>(InstanceAttribute.class);
                changed.putAll(attributes);
                changed.put(attribute, Boolean.toString(value));
                attributes = changed;
            }
        }
    }

    /** Returns a request that creates an instance like this one. */
    NewInstance asNew() {
        return new NewInstance(alias, identityManagement, directoryId, inboundCallsEnabled, outboundCallsEnabled, tags);
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** Returns the id. */
    public InstanceId id() {
        return id;
    }

    /** Returns the alias; null if it has none. */
    public @Nullable String alias() {
        return alias;
    }

    /** Returns how its users are managed. */
    public IdentityManagement identityManagement() {
        return identityManagement;
    }

    /** Returns whether inbound calls are enabled. Stored and returned only: chats do not depend on it. */
    public boolean inboundCallsEnabled() {
        return inboundCallsEnabled;
    }

    /** Returns whether outbound calls are enabled. Stored and returned only. */
    public boolean outboundCallsEnabled() {
        return outboundCallsEnabled;
    }

    /** Returns the value of an attribute. */
    public boolean attribute(InstanceAttribute attribute) {
        return switch (attribute) {
            case INBOUND_CALLS -> inboundCallsEnabled;
            case OUTBOUND_CALLS -> outboundCallsEnabled;
            default -> {
                var value = attributes.get(attribute);
                yield value == null ? attribute.byDefault() : Boolean.parseBoolean(value);
            }
        };
    }

    /** Returns the tags. */
    public Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** Returns the time of its creation. */
    public Instant createdAt() {
        return createdAt;
    }
}
