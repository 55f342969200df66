package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.connect.model.HierarchyLevel;
import software.amazon.awssdk.services.connect.model.HierarchyLevelUpdate;
import software.amazon.awssdk.services.connect.model.HierarchyStructureUpdate;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

final class UserHierarchyStructureResource extends TerraformResource {

    private final String owner;

    UserHierarchyStructureResource(TerraformCalls calls, String owner) {
        super(calls);
        this.owner = owner;
    }

    @Override
    Arguments configuration() {
        return Arguments.of("level_one", "Country");
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(
                Map.of("level_one", "Land"),
                Map.of("level_two", "City"),
                Map.of("level_three", "Site"),
                Map.of("level_four", "Floor"),
                Map.of("level_five", "Team"));
    }

    @Override
    String create(Arguments wanted) {
        write(wanted);
        return owner;
    }

    private void write(Arguments wanted) {
        connect.updateUserHierarchyStructure(update -> update.instanceId(owner)
                .hierarchyStructure(HierarchyStructureUpdate.builder()
                        .levelOne(level(wanted, "level_one"))
                        .levelTwo(level(wanted, "level_two"))
                        .levelThree(level(wanted, "level_three"))
                        .levelFour(level(wanted, "level_four"))
                        .levelFive(level(wanted, "level_five"))
                        .build()));
    }

    private static @Nullable HierarchyLevelUpdate level(Arguments wanted, String name) {
        String level = wanted.find(name);
        return level == null ? null : HierarchyLevelUpdate.builder().name(level).build();
    }

    @Override
    Arguments read(String id) {
        var found = connect.describeUserHierarchyStructure(describe -> describe.instanceId(id))
                .hierarchyStructure();
        if (found.levelOne() == null) {
            throw ResourceNotFoundException.builder().build(); // an empty structure is what destroy leaves
        }
        return Arguments.of("level_one", found.levelOne().name())
                .and("level_two", name(found.levelTwo()))
                .and("level_three", name(found.levelThree()))
                .and("level_four", name(found.levelFour()))
                .and("level_five", name(found.levelFive()));
    }

    private static @Nullable String name(@Nullable HierarchyLevel level) {
        return level == null ? null : level.name();
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        write(wanted);
    }

    @Override
    void delete(String id) {
        write(new Arguments(Map.of()));
    }
}
