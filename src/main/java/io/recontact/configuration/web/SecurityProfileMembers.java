package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
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

    /**
     * Returns the hierarchy group whose users the access control allows; null if the request has none.
     *
     * @throws InvalidParameterException if the text is neither an id nor the ARN of a group
     */
    default @Nullable HierarchyGroupId toHierarchyGroup(InstanceId instance) {
        var group = allowedAccessControlHierarchyGroupId();
        return group == null ? null : HierarchyGroupId.parse(instance, "AllowedAccessControlHierarchyGroupId", group);
    }

    /** Returns the rest of the access control; members that the request lacks are null. */
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
}
