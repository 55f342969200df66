package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserProficiency;
import io.recontact.configuration.UserService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

    private final UserService users;
    private final ResourceSearch search;
    private final Passwords passwords;

    UserController(UserService users, ResourceSearch search, Passwords passwords) {
        this.users = users;
        this.search = search;
        this.passwords = passwords;
    }

    @PutMapping("/users/{InstanceId}")
    CreateUser.Response createUser(Caller caller, @Valid @RequestBody CreateUser.Request request, Instance instance) {
        var created = users.create(instance.id(), request.toNewUser(instance, passwords));
        return new CreateUser.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/users/{InstanceId}/{UserId}")
    DescribeUser.Response describeUser(Caller caller, Instance instance, UserId id) {
        return DescribeUser.Response.of(users.require(instance.id(), id), caller.arns());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/identity-info")
    void updateUserIdentityInfo(
            @Valid @RequestBody UpdateUserIdentityInfo.Request request, Instance instance, UserId id) {
        request.identityInfo().requireFitting(instance.identityManagement());
        users.updateIdentity(instance.id(), id, request.identityInfo().toIdentity());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/phone-config")
    void updateUserPhoneConfig(
            @Valid @RequestBody UpdateUserPhoneConfig.Request request, Instance instance, UserId id) {
        users.updatePhone(instance.id(), id, request.phoneConfig().toPhone());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/config")
    void updateUserConfig(@Valid @RequestBody UpdateUserConfig.Request request, Instance instance, UserId id) {
        users.updateChannelSettings(instance.id(), id, request.toSettings());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/routing-profile")
    void updateUserRoutingProfile(
            @Valid @RequestBody UpdateUserRoutingProfile.Request request, Instance instance, UserId id) {
        users.updateRoutingProfile(
                instance.id(),
                id,
                RoutingProfileId.parse(instance.id(), "RoutingProfileId", request.routingProfileId()));
    }

    @PostMapping("/users/{InstanceId}/{UserId}/security-profiles")
    void updateUserSecurityProfiles(
            @Valid @RequestBody UpdateUserSecurityProfiles.Request request, Instance instance, UserId id) {
        users.updateSecurityProfiles(
                instance.id(), id, CreateUser.securityProfiles(instance.id(), request.securityProfileIds()));
    }

    @PostMapping("/users/{InstanceId}/{UserId}/hierarchy")
    void updateUserHierarchy(@Valid @RequestBody UpdateUserHierarchy.Request request, Instance instance, UserId id) {
        users.updateHierarchyGroup(instance.id(), id, request.toGroup(instance.id()));
    }

    @GetMapping("/users/{InstanceId}/{UserId}/proficiencies")
    ListUserProficiencies.Response listUserProficiencies(
            Caller caller, @PageSize(100) Paging paging, Instance instance, UserId id) {
        var all = users.proficiencies(instance.id(), id);
        return paging.read(all::page, UserProficiency::id)
                .answer(
                        AssociateUserProficiencies.UserProficiency::of,
                        all.lastModifiedAt(),
                        caller.arns(),
                        ListUserProficiencies.Response::new);
    }

    @PostMapping("/users/{InstanceId}/{UserId}/associate-proficiencies")
    void associateUserProficiencies(
            @Valid @RequestBody AssociateUserProficiencies.Request request, Instance instance, UserId id) {
        users.associateProficiencies(instance.id(), id, request.toProficiencies());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/proficiencies")
    void updateUserProficiencies(
            @Valid @RequestBody UpdateUserProficiencies.Request request, Instance instance, UserId id) {
        users.updateProficiencies(instance.id(), id, request.toProficiencies());
    }

    @PostMapping("/users/{InstanceId}/{UserId}/disassociate-proficiencies")
    void disassociateUserProficiencies(
            @Valid @RequestBody DisassociateUserProficiencies.Request request, Instance instance, UserId id) {
        users.disassociateProficiencies(instance.id(), id, request.toProficiencies());
    }

    @DeleteMapping("/users/{InstanceId}/{UserId}")
    void deleteUser(Instance instance, UserId id) {
        users.delete(instance.id(), id);
    }

    @PostMapping("/search-users")
    SearchUsers.Response searchUsers(Caller caller, @Valid @RequestBody SearchUsers.Request request) {
        return search.search("SearchUsers", caller, users, request)
                .answer(user -> SearchUsers.UserSearchSummary.of(user, caller.arns()), SearchUsers.Response::new);
    }

    @GetMapping("/users-summary/{InstanceId}")
    ListUsers.Response listUsers(Caller caller, Paging paging, Instance instance) {
        return paging.read(users, instance.id())
                .answer(row -> ListUsers.UserSummary.of(row, caller.arns()), ListUsers.Response::new);
    }
}
