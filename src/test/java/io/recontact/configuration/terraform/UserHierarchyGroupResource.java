package io.recontact.configuration.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.connect.model.HierarchyGroup;

final class UserHierarchyGroupResource extends TerraformResource {

    UserHierarchyGroupResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        var structure = new UserHierarchyStructureResource(calls, instance);
        structure.create(new Arguments(Map.of("level_one", "Country", "level_two", "City")));
        var parent = connect.createUserHierarchyGroup(
                        create -> create.instanceId(instance).name("Germany " + UUID.randomUUID()))
                .hierarchyGroupId();
        return Arguments.of(NAME, "Berlin").and("parent_group_id", parent);
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(Map.of(NAME, "Hamburg"));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createUserHierarchyGroup(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .parentGroupId(wanted.find("parent_group_id")))
                .hierarchyGroupId();
    }

    private HierarchyGroup describe(String id) {
        return connect.describeUserHierarchyGroup(
                        describe -> describe.instanceId(instance).hierarchyGroupId(id))
                .hierarchyGroup();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        assertThat(found.hierarchyPath().levelTwo().id()).isEqualTo(id);
        return Arguments.of(NAME, found.name())
                .and("parent_group_id", found.hierarchyPath().levelOne().id());
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        connect.updateUserHierarchyGroupName(
                update -> update.instanceId(instance).hierarchyGroupId(id).name(wanted.text(NAME)));
    }

    @Override
    void delete(String id) {
        connect.deleteUserHierarchyGroup(delete -> delete.instanceId(instance).hierarchyGroupId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).arn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }
}
