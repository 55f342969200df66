package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes security profiles. */
@Service
public class SecurityProfileService extends ResourceService<SecurityProfile, SecurityProfileId> {

    private final HierarchyGroupService hierarchyGroups;

    SecurityProfileService(
            SecurityProfileRepository repository, HierarchyGroupService hierarchyGroups, ResourceSupport support) {
        super(ResourceType.SECURITY_PROFILE, SecurityProfileId::new, repository, support);
        this.hierarchyGroups = hierarchyGroups;
    }

    /**
     * Creates a security profile.
     *
     * @throws ResourceNotFoundException if the instance lacks the hierarchy group of the profile
     * @throws DuplicateResourceException if the instance has a security profile of that name
     */
    @Transactional
    public SecurityProfile create(InstanceId instance, NewSecurityProfile wanted) {
        requireGroup(instance, wanted.allowedHierarchyGroup());
        return insert(new SecurityProfile(newId(), instance, wanted, now()));
    }

    /**
     * Changes a security profile.
     *
     * @throws ResourceNotFoundException if the instance has no such security profile or hierarchy group
     */
    @Transactional
    public void update(InstanceId instance, SecurityProfileId id, SecurityProfileUpdate change) {
        requireGroup(instance, change.allowedHierarchyGroup());
        update(instance, id, profile -> profile.change(change));
    }

    private void requireGroup(InstanceId instance, @Nullable HierarchyGroupId group) {
        if (group != null) {
            hierarchyGroups.require(instance, group);
        }
    }
}
