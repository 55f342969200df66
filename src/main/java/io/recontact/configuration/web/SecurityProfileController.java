package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SecurityProfileController {

    private final InstanceService instances;
    private final SecurityProfileService profiles;

    SecurityProfileController(InstanceService instances, SecurityProfileService profiles) {
        this.instances = instances;
        this.profiles = profiles;
    }

    @PutMapping("/security-profiles/{InstanceId}")
    CreateSecurityProfile.Response createSecurityProfile(
            Caller caller, @Valid @RequestBody CreateSecurityProfile.Request request, InstanceId instance) {
        instances.require(instance);
        var created = profiles.create(instance, request.toNewSecurityProfile());
        var arn = caller.arns().securityProfile(instance, created.id().value());
        return new CreateSecurityProfile.Response(created.id().toString(), arn);
    }

    @GetMapping("/security-profiles/{InstanceId}/{SecurityProfileId}")
    DescribeSecurityProfile.Response describeSecurityProfile(
            Caller caller, @PathVariable("SecurityProfileId") String id, InstanceId instance) {
        instances.require(instance);
        return DescribeSecurityProfile.Response.of(
                profiles.require(instance, SecurityProfileId.parse(instance, "SecurityProfileId", id)), caller.arns());
    }

    @GetMapping("/security-profiles-summary/{InstanceId}")
    ListSecurityProfiles.Response listSecurityProfiles(
            Caller caller,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var paging = Paging.of("ListSecurityProfiles", maxResults, nextToken);
        var read = profiles.page(instance, paging.after(), paging.toRead());
        return new ListSecurityProfiles.Response(
                paging.page(read, row -> ListSecurityProfiles.SecurityProfileSummary.of(instance, row, caller.arns())),
                paging.next(read, ResourceSummary::id));
    }
}
