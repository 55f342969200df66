package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A security profile: the permissions of users by name. It is stored and returned, but not enforced: the access key
 * decides what a caller may do.
 */
@Entity
public class SecurityProfile extends Resource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SecurityProfileId id;

    private @Nullable String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> permissions;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable AccessControl accessControl;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "allowed_hierarchy_group_id"))
    private @Nullable HierarchyGroupId allowedHierarchyGroup;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected SecurityProfile() {}

    SecurityProfile(SecurityProfileId id, InstanceId instance, NewSecurityProfile wanted, Instant now) {
        super(instance, wanted.name(), wanted.tags(), now);
        this.id = id;
        this.description = wanted.description();
        this.permissions = wanted.permissions();
        this.accessControl = wanted.accessControl();
        this.allowedHierarchyGroup = wanted.allowedHierarchyGroup();
    }

    void change(SecurityProfileUpdate change) {
        description = change.description() == null ? description : change.description();
        permissions = change.permissions() == null ? permissions : change.permissions();
        accessControl = accessControl().with(change.accessControl());
        allowedHierarchyGroup =
                change.allowedHierarchyGroup() == null ? allowedHierarchyGroup : change.allowedHierarchyGroup();
    }

    @Override
    public SecurityProfileId id() {
        return id;
    }

    /** Returns the description. */
    public @Nullable String description() {
        return description;
    }

    /** Returns the names of its permissions. */
    public List<String> permissions() {
        return List.copyOf(permissions);
    }

    /** Returns the access control. */
    public AccessControl accessControl() {
        return accessControl == null ? AccessControl.NONE : accessControl;
    }

    /** Returns the group of the hierarchy-based access control. */
    public @Nullable HierarchyGroupId allowedHierarchyGroup() {
        return allowedHierarchyGroup;
    }
}
