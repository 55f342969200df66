package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A group of users, such as a team, within a group of the level above, such as a site. It never moves. */
@Entity
public class HierarchyGroup extends Resource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private HierarchyGroupId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "parent_group_id"))
    @SuppressWarnings("UnusedVariable") // searches name it
    private @Nullable HierarchyGroupId parent;

    private int level;

    private UUID[] path;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected HierarchyGroup() {}

    HierarchyGroup(
            HierarchyGroupId id,
            InstanceId instance,
            String name,
            @Nullable HierarchyGroup parent,
            @Nullable Map<String, String> tags,
            Instant now) {
        super(instance, name, tags, now);
        this.id = id;
        this.parent = parent == null ? null : parent.id;
        this.path = Stream.concat(parent == null ? Stream.empty() : Arrays.stream(parent.path), Stream.of(id.value()))
                .toArray(UUID[]::new);
        this.level = path.length;
    }

    @Override
    public HierarchyGroupId id() {
        return id;
    }

    /** Returns its level, from 1 to 5. */
    public int level() {
        return level;
    }

    /** Returns the groups from level 1 to this group. */
    public List<HierarchyGroupId> path() {
        return Arrays.stream(path).map(HierarchyGroupId::new).toList();
    }
}
