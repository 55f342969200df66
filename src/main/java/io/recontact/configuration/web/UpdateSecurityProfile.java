package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.AccessControl.AIAgent;
import io.recontact.configuration.AccessControl.Application;
import io.recontact.configuration.AccessControl.FlowModule;
import io.recontact.configuration.AccessControl.GranularAccessControlConfiguration;
import io.recontact.configuration.SecurityProfileUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateSecurityProfile.html">UpdateSecurityProfile</a>.
 */
interface UpdateSecurityProfile {

    record Request(
            @Size(max = 250) @Nullable String description,

            @Size(max = 500) @Nullable List<@NotNull @Size(min = 1, max = 128) String> permissions,

            @Size(max = 4) @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Size(max = 256) String> allowedAccessControlTags,

            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 128) String> tagRestrictedResources,

            @Size(max = 10) @Nullable List<@NotNull @Valid Application> applications,
            @Nullable List<@NotNull @Size(min = 1, max = 128) String> hierarchyRestrictedResources,
            @Nullable String allowedAccessControlHierarchyGroupId,
            @Size(max = 10) @Nullable List<@NotNull @Valid FlowModule> allowedFlowModules,
            @Size(max = 100) @Nullable List<@NotNull @Valid AIAgent> allowedAIAgents,
            @Valid @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration)
            implements SecurityProfileMembers {

        SecurityProfileUpdate toUpdate(InstanceId instance) {
            return new SecurityProfileUpdate(description, permissions, toAccessControl(), hierarchyGroup(instance));
        }
    }
}
