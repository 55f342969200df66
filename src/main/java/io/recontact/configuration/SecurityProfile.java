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
 * A security profile: the permissions of users by name. The console enforces those of {@link Permission}. Access keys
 * have permissions of their own.
 */
@Entity
public class SecurityProfile extends DescribedResource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SecurityProfileId id;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> permissions;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable AccessControl accessControl;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "access_control_hierarchy_group_id"))
    private @Nullable HierarchyGroupId accessControlHierarchyGroup;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected SecurityProfile() {}

    SecurityProfile(SecurityProfileId id, InstanceId instance, NewSecurityProfile wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.permissions = wanted.permissions();
        this.accessControl = wanted.accessControl();
        this.accessControlHierarchyGroup = wanted.accessControlHierarchyGroup();
    }

    void change(SecurityProfileUpdate change) {
        describe(change.description());
        permissions = change.permissions() == null ? permissions : change.permissions();
        accessControl = accessControl().with(change.accessControl());
        accessControlHierarchyGroup = change.accessControlHierarchyGroup() == null
                ? accessControlHierarchyGroup
                : change.accessControlHierarchyGroup();
    }

    @Override
    public SecurityProfileId id() {
        return id;
    }

    /** Returns the names of its permissions. */
    public List<String> permissions() {
        return List.copyOf(permissions);
    }

    /** Returns the group whose users the access control allows; null for none. */
    public @Nullable HierarchyGroupId accessControlHierarchyGroupId() {
        return accessControlHierarchyGroup;
    }

    /** Returns the access control, except for the hierarchy group. */
    public AccessControl accessControl() {
        return accessControl == null ? AccessControl.NONE : accessControl;
    }
}
