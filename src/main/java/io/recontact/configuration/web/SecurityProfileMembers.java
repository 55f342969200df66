package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.AccessControl;
import io.recontact.configuration.AccessControl.AIAgent;
import io.recontact.configuration.AccessControl.Application;
import io.recontact.configuration.AccessControl.FlowModule;
import io.recontact.configuration.AccessControl.GranularAccessControlConfiguration;
import io.recontact.configuration.HierarchyGroupId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The access control in the requests that create and change security profiles. */
interface SecurityProfileMembers {

    @Nullable Map<String, String> allowedAccessControlTags();

    @Nullable List<String> tagRestrictedResources();

    @Nullable List<Application> applications();

    @Nullable List<String> hierarchyRestrictedResources();

    @Nullable String allowedAccessControlHierarchyGroupId();

    @Nullable List<FlowModule> allowedFlowModules();

    @Nullable List<AIAgent> allowedAIAgents();

    @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration();

    /** Returns the access control without the hierarchy group; members that the request lacks are null. */
    default AccessControl toAccessControl() {
        return new AccessControl(
                allowedAccessControlTags(),
                tagRestrictedResources(),
                applications(),
                hierarchyRestrictedResources(),
                allowedFlowModules(),
                allowedAIAgents(),
                granularAccessControlConfiguration());
    }

    /** Returns the hierarchy group of the access control; null if the request lacks it. */
    default @Nullable HierarchyGroupId hierarchyGroup(InstanceId instance) {
        var group = allowedAccessControlHierarchyGroupId();
        return group == null ? null : HierarchyGroupId.parse(instance, "AllowedAccessControlHierarchyGroupId", group);
    }
}
