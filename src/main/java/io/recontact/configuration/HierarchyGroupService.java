package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes the groups of the user hierarchy, and its levels. */
@Service
public class HierarchyGroupService extends ResourceService<HierarchyGroup, HierarchyGroupId> {

    private final HierarchyLevelRepository levels;

    HierarchyGroupService(
            HierarchyGroupRepository repository, HierarchyLevelRepository levels, ResourceSupport support) {
        super(ResourceType.HIERARCHY_GROUP, HierarchyGroupId::new, repository, support);
        this.levels = levels;
    }

    /**
     * Creates a group, one level below its parent.
     *
     * @throws ResourceNotFoundException if the instance has no such parent
     * @throws InvalidRequestException if the hierarchy has no such level
     * @throws DuplicateResourceException if the instance has a group of that name
     */
    @Transactional
    public HierarchyGroup create(InstanceId instance, NewHierarchyGroup wanted) {
        var parent = wanted.parent() == null ? null : require(instance, wanted.parent());
        var group = new HierarchyGroup(newId(), instance, wanted.name(), parent, wanted.tags(), now());
        if (levels(instance).size() < group.level()) {
            throw new InvalidRequestException(
                    "The hierarchy of instance %s has no level %d".formatted(instance, group.level()));
        }
        return insert(group);
    }

    /**
     * Changes the name of a group.
     *
     * @throws ResourceNotFoundException if the instance has no such group
     * @throws DuplicateResourceException if the instance has another group of that name
     */
    @Transactional
    public void rename(InstanceId instance, HierarchyGroupId id, String name) {
        update(instance, id, name, _ -> {});
    }

    /** Returns the groups of the paths of some groups, by their ids. */
    public Map<HierarchyGroupId, HierarchyGroup> paths(InstanceId instance, Collection<HierarchyGroup> groups) {
        var ids = groups.stream().flatMap(group -> group.path().stream()).collect(Collectors.toSet());
        return requireById(instance, ids);
    }

    /** Returns the levels of the hierarchy, from the uppermost. */
    public List<HierarchyLevel> levels(InstanceId instance) {
        return levels.find(instance);
    }

    /**
     * Sets the levels of the hierarchy.
     *
     * @param names the names of the levels, from the uppermost; levels beyond them are removed
     * @throws ResourceInUseException if a level that would be removed has groups
     */
    @Transactional
    public void setLevels(InstanceId instance, List<String> names) {
        if (levels.hasGroupsBelow(instance, names.size())) {
            throw inUse(instance, names.size());
        }
        try {
            levels.deleteBelow(instance, names.size());
        } catch (DataIntegrityViolationException _) {
            throw inUse(instance, names.size()); // a concurrent transaction created a group after the look
        }
        for (int i = 0; i < names.size(); i++) {
            levels.save(instance, i + 1, names.get(i), now());
        }
    }

    private static ResourceInUseException inUse(InstanceId instance, int level) {
        return new ResourceInUseException(
                "The hierarchy of instance %s has groups below level %d".formatted(instance, level));
    }
}
