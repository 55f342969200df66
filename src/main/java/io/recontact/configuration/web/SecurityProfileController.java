package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SecurityProfileController {

    private final SecurityProfileService profiles;
    private final ResourceSearch search;

    SecurityProfileController(SecurityProfileService profiles, ResourceSearch search) {
        this.profiles = profiles;
        this.search = search;
    }

    @PutMapping("/security-profiles/{InstanceId}")
    CreateSecurityProfile.Response createSecurityProfile(
            Caller caller, @Valid @RequestBody CreateSecurityProfile.Request request, Instance instance) {
        var created = profiles.create(instance.id(), request.toNewSecurityProfile(instance.id()));
        return new CreateSecurityProfile.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/security-profiles/{InstanceId}/{SecurityProfileId}")
    DescribeSecurityProfile.Response describeSecurityProfile(Caller caller, Instance instance, SecurityProfileId id) {
        return DescribeSecurityProfile.Response.of(profiles.require(instance.id(), id), caller.arns());
    }

    @GetMapping("/security-profiles-summary/{InstanceId}")
    ListSecurityProfiles.Response listSecurityProfiles(Caller caller, Paging paging, Instance instance) {
        var page = paging.read((after, size) -> profiles.page(instance.id(), after, size), ResourceSummary::id);
        return new ListSecurityProfiles.Response(
                page.map(row -> ListSecurityProfiles.SecurityProfileSummary.of(instance.id(), row, caller.arns())),
                page.nextToken());
    }

    @PostMapping("/security-profiles/{InstanceId}/{SecurityProfileId}")
    void updateSecurityProfile(
            @Valid @RequestBody UpdateSecurityProfile.Request request, Instance instance, SecurityProfileId id) {
        profiles.update(instance.id(), id, request.toUpdate(instance.id()));
    }

    @DeleteMapping("/security-profiles/{InstanceId}/{SecurityProfileId}")
    void deleteSecurityProfile(Instance instance, SecurityProfileId id) {
        profiles.delete(instance.id(), id);
    }

    @PostMapping("/search-security-profiles")
    SearchSecurityProfiles.Response searchSecurityProfiles(
            Caller caller, @Valid @RequestBody SearchSecurityProfiles.Request request) {
        var found = search.search("SearchSecurityProfiles", caller, profiles, request);
        return new SearchSecurityProfiles.Response(
                found.map(profile -> SearchSecurityProfiles.SecurityProfileSearchSummary.of(profile, caller.arns())),
                found.nextToken(),
                found.approximateTotalCount());
    }

    @GetMapping("/security-profiles-permissions/{InstanceId}/{SecurityProfileId}")
    ListSecurityProfilePermissions.Response listSecurityProfilePermissions(
            Caller caller, Paging paging, Instance instance, SecurityProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.permissions());
        return new ListSecurityProfilePermissions.Response(
                page.rows(),
                page.nextToken(),
                profile.lastModifiedAt(),
                caller.arns().region());
    }

    @GetMapping("/security-profiles-applications/{InstanceId}/{SecurityProfileId}")
    ListSecurityProfileApplications.Response listSecurityProfileApplications(
            Caller caller, Paging paging, Instance instance, SecurityProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.accessControl().applications());
        return new ListSecurityProfileApplications.Response(
                page.rows(),
                page.nextToken(),
                profile.lastModifiedAt(),
                caller.arns().region());
    }

    @GetMapping("/security-profiles-flow-modules/{InstanceId}/{SecurityProfileId}")
    ListSecurityProfileFlowModules.Response listSecurityProfileFlowModules(
            Caller caller, Paging paging, Instance instance, SecurityProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.accessControl().allowedFlowModules());
        return new ListSecurityProfileFlowModules.Response(
                page.rows(),
                page.nextToken(),
                profile.lastModifiedAt(),
                caller.arns().region());
    }

    @GetMapping("/security-profiles-ai-agents/{InstanceId}/{SecurityProfileId}")
    ListSecurityProfileAIAgents.Response listSecurityProfileAIAgents(
            Caller caller, Paging paging, Instance instance, SecurityProfileId id) {
        var profile = profiles.require(instance.id(), id);
        var page = paging.slice(profile.accessControl().allowedAIAgents());
        return new ListSecurityProfileAIAgents.Response(
                page.rows(),
                page.nextToken(),
                profile.lastModifiedAt(),
                caller.arns().region());
    }
}
