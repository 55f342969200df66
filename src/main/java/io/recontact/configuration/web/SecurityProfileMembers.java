package io.recontact.configuration.web;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.AccessControl;
import io.recontact.configuration.AccessControl.AIAgent;
import io.recontact.configuration.AccessControl.Application;
import io.recontact.configuration.AccessControl.FlowModule;
import io.recontact.configuration.AccessControl.GranularAccessControlConfiguration;
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
     * Returns the access control; members that the request lacks are null.
     *
     * @throws ResourceNotFoundException if it names a hierarchy group
     */
    default AccessControl toAccessControl() {
        if (allowedAccessControlHierarchyGroupId() != null) {
            throw new ResourceNotFoundException(
                    "AllowedAccessControlHierarchyGroupId names a group, but this service has no hierarchy groups");
        }
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
