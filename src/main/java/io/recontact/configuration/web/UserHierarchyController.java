package io.recontact.configuration.web;

import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.HierarchyGroupService;
import io.recontact.configuration.Instance;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The levels and the groups of the user hierarchy. */
@RestController
class UserHierarchyController {

    private final HierarchyGroupService groups;
    private final ResourceSearch search;

    UserHierarchyController(HierarchyGroupService groups, ResourceSearch search) {
        this.groups = groups;
        this.search = search;
    }

    @GetMapping("/user-hierarchy-structure/{InstanceId}")
    DescribeUserHierarchyStructure.Response describeUserHierarchyStructure(Caller caller, Instance instance) {
        return new DescribeUserHierarchyStructure.Response(DescribeUserHierarchyStructure.HierarchyStructure.of(
                groups.levels(instance.id()), caller.arns().instance(instance.id()), caller.arns()));
    }

    @PostMapping("/user-hierarchy-structure/{InstanceId}")
    void updateUserHierarchyStructure(
            @Valid @RequestBody UpdateUserHierarchyStructure.Request request, Instance instance) {
        groups.setLevels(instance.id(), request.hierarchyStructure().names());
    }

    @PutMapping("/user-hierarchy-groups/{InstanceId}")
    CreateUserHierarchyGroup.Response createUserHierarchyGroup(
            Caller caller, @Valid @RequestBody CreateUserHierarchyGroup.Request request, Instance instance) {
        var created = groups.create(instance.id(), request.toNewGroup(instance.id()));
        return new CreateUserHierarchyGroup.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/user-hierarchy-groups/{InstanceId}/{HierarchyGroupId}")
    DescribeUserHierarchyGroup.Response describeUserHierarchyGroup(
            Caller caller, Instance instance, HierarchyGroupId id) {
        var group = groups.require(instance.id(), id);
        return new DescribeUserHierarchyGroup.Response(DescribeUserHierarchyGroup.HierarchyGroup.of(
                group, groups.paths(instance.id(), List.of(group)), caller.arns()));
    }

    @GetMapping("/user-hierarchy-groups-summary/{InstanceId}")
    ListUserHierarchyGroups.Response listUserHierarchyGroups(Caller caller, Paging paging, Instance instance) {
        return paging.read(groups, instance.id())
                .answer(row -> NamedSummary.of(row, caller.arns()), ListUserHierarchyGroups.Response::new);
    }

    @PostMapping("/user-hierarchy-groups/{InstanceId}/{HierarchyGroupId}/name")
    void updateUserHierarchyGroupName(
            @Valid @RequestBody UpdateUserHierarchyGroupName.Request request, Instance instance, HierarchyGroupId id) {
        groups.rename(instance.id(), id, request.name());
    }

    @DeleteMapping("/user-hierarchy-groups/{InstanceId}/{HierarchyGroupId}")
    void deleteUserHierarchyGroup(Instance instance, HierarchyGroupId id) {
        groups.delete(instance.id(), id);
    }

    @PostMapping("/search-user-hierarchy-groups")
    SearchUserHierarchyGroups.Response searchUserHierarchyGroups(
            Caller caller, @Valid @RequestBody SearchUserHierarchyGroups.Request request) {
        var found = search.search("SearchUserHierarchyGroups", caller, groups, request);
        var paths = found.resources().isEmpty()
                ? Map.<HierarchyGroupId, io.recontact.configuration.HierarchyGroup>of()
                : groups.paths(found.resources().getFirst().instance(), found.resources());
        return found.answer(
                group -> DescribeUserHierarchyGroup.HierarchyGroup.of(group, paths, caller.arns()),
                SearchUserHierarchyGroups.Response::new);
    }
}
