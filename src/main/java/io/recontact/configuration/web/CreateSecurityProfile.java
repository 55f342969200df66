package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.AccessControl.AIAgent;
import io.recontact.configuration.AccessControl.Application;
import io.recontact.configuration.AccessControl.FlowModule;
import io.recontact.configuration.AccessControl.GranularAccessControlConfiguration;
import io.recontact.configuration.NewSecurityProfile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html">CreateSecurityProfile</a>.
 */
interface CreateSecurityProfile {

    record Request(
            @NotNull @Size(min = 1, max = 127) @Pattern(regexp = "[ a-zA-Z0-9_@-]+") String securityProfileName,

            @Size(max = 250) @Nullable String description,

            @Size(max = 500) @Nullable List<@NotNull @Size(min = 1, max = 128) String> permissions,

            @Tags @Nullable Map<String, String> tags,

            @Size(max = 4) @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Size(max = 256) String> allowedAccessControlTags,

            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 128) String> tagRestrictedResources,

            @Size(max = 10) @Nullable List<@NotNull @Valid Application> applications,
            @Nullable List<@NotNull @Size(min = 1, max = 128) String> hierarchyRestrictedResources,
            @Nullable String allowedAccessControlHierarchyGroupId,
            @Size(max = 10) @Nullable List<@NotNull @Valid FlowModule> allowedFlowModules,
            @Size(max = 100) @Nullable List<@NotNull @Valid AIAgent> allowedAIAgents,
            @Valid @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration)
            implements SecurityProfileMembers {

        NewSecurityProfile toNewSecurityProfile(InstanceId instance) {
            return new NewSecurityProfile(
                    securityProfileName,
                    description,
                    permissions == null ? List.of() : permissions,
                    toAccessControl(),
                    hierarchyGroup(instance),
                    tags == null ? Map.of() : tags);
        }
    }

    record Response(String securityProfileId, String securityProfileArn) {}
}
