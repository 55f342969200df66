package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SecurityProfileController {

    private final SecurityProfileService profiles;

    SecurityProfileController(SecurityProfileService profiles) {
        this.profiles = profiles;
    }

    @PutMapping("/security-profiles/{InstanceId}")
    CreateSecurityProfile.Response createSecurityProfile(
            Caller caller, @Valid @RequestBody CreateSecurityProfile.Request request, Instance instance) {
        var created = profiles.create(instance.id(), request.toNewSecurityProfile());
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
}
