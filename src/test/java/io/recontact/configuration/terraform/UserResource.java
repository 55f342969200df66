package io.recontact.configuration.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.connect.model.User;
import software.amazon.awssdk.services.connect.model.UserIdentityInfo;
import software.amazon.awssdk.services.connect.model.UserPhoneConfig;

final class UserResource extends TerraformResource {

    UserResource(TerraformCalls calls) {
        super(calls);
    }

    private static UserPhoneConfig phone(boolean autoAccept, int afterContactWork) {
        return UserPhoneConfig.builder()
                .phoneType("SOFT_PHONE")
                .autoAccept(autoAccept)
                .afterContactWorkTimeLimit(afterContactWork)
                .build();
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "grace")
                .and("password", "Correct1Horse")
                .and(
                        "identity_info",
                        UserIdentityInfo.builder()
                                .firstName("Grace")
                                .lastName("Hopper")
                                .build())
                .and("phone_config", phone(false, 0))
                .and("routing_profile_id", calls.newRoutingProfile())
                .and("security_profile_ids", Set.of(calls.newSecurityProfile()));
    }

    @Override
    List<Map<String, Object>> changes() {
        var structure = new UserHierarchyStructureResource(calls, instance);
        structure.create(structure.configuration());
        var group = connect.createUserHierarchyGroup(
                        create -> create.instanceId(instance).name("Group " + UUID.randomUUID()))
                .hierarchyGroupId();
        return List.of(
                Map.of("hierarchy_group_id", group),
                Map.of("hierarchy_group_id", Arguments.UNSET),
                Map.of(
                        "identity_info",
                        UserIdentityInfo.builder()
                                .firstName("Grace")
                                .lastName("Murray")
                                .email("grace@example.com")
                                .build()),
                Map.of("phone_config", phone(true, 30)),
                Map.of("routing_profile_id", calls.newRoutingProfile()),
                Map.of(
                        "security_profile_ids",
                        Stream.generate(calls::newSecurityProfile).limit(2).collect(Collectors.toSet())));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createUser(create -> create.instanceId(instance)
                        .username(wanted.text(NAME))
                        .password(wanted.find("password"))
                        .identityInfo(wanted.<UserIdentityInfo>get("identity_info"))
                        .phoneConfig(wanted.<UserPhoneConfig>get("phone_config"))
                        .routingProfileId(wanted.text("routing_profile_id"))
                        .securityProfileIds(wanted.<Set<String>>get("security_profile_ids"))
                        .hierarchyGroupId(wanted.find("hierarchy_group_id")))
                .userId();
    }

    private User describe(String id) {
        return connect.describeUser(describe -> describe.instanceId(instance).userId(id))
                .user();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        return Arguments.of(NAME, found.username())
                .and("directory_user_id", found.directoryUserId())
                .and("hierarchy_group_id", found.hierarchyGroupId())
                .and("identity_info", found.identityInfo())
                .and("phone_config", found.phoneConfig())
                .and("routing_profile_id", found.routingProfileId())
                .and("security_profile_ids", new HashSet<>(found.securityProfileIds()));
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, "hierarchy_group_id")) {
            connect.updateUserHierarchy(update ->
                    update.instanceId(instance).userId(id).hierarchyGroupId(wanted.find("hierarchy_group_id")));
        }
        if (wanted.differs(old, "identity_info")) {
            connect.updateUserIdentityInfo(update ->
                    update.instanceId(instance).userId(id).identityInfo(wanted.<UserIdentityInfo>get("identity_info")));
        }
        if (wanted.differs(old, "phone_config")) {
            connect.updateUserPhoneConfig(update ->
                    update.instanceId(instance).userId(id).phoneConfig(wanted.<UserPhoneConfig>get("phone_config")));
        }
        if (wanted.differs(old, "routing_profile_id")) {
            connect.updateUserRoutingProfile(update ->
                    update.instanceId(instance).userId(id).routingProfileId(wanted.text("routing_profile_id")));
        }
        if (wanted.differs(old, "security_profile_ids")) {
            connect.updateUserSecurityProfiles(update -> update.instanceId(instance)
                    .userId(id)
                    .securityProfileIds(wanted.<Set<String>>get("security_profile_ids")));
        }
    }

    @Override
    void delete(String id) {
        connect.deleteUser(delete -> delete.instanceId(instance).userId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).arn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listUsers(list -> list.instanceId(instance).maxResults(PAGE))
                        .userSummaryList(),
                found -> found.username(),
                found -> found.id());
    }
}
