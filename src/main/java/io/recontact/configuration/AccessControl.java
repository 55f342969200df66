package io.recontact.configuration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tag-based and hierarchy-based access control of a security profile. It is stored and returned, but not enforced. */
public record AccessControl(
        @Nullable Map<String, String> allowedAccessControlTags,
        @Nullable List<String> tagRestrictedResources,
        @Nullable List<Application> applications,
        @Nullable List<String> hierarchyRestrictedResources,
        @Nullable List<FlowModule> allowedFlowModules,
        @Nullable List<AIAgent> allowedAIAgents,
        @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration) {

    /** No access control. */
    public static final AccessControl NONE = new AccessControl(null, null, null, null, null, null, null);

    /** Returns a copy in which the members that another one has replace those of this one. */
    AccessControl with(AccessControl change) {
        return new AccessControl(
                change.allowedAccessControlTags == null ? allowedAccessControlTags : change.allowedAccessControlTags,
                change.tagRestrictedResources == null ? tagRestrictedResources : change.tagRestrictedResources,
                change.applications == null ? applications : change.applications,
                change.hierarchyRestrictedResources == null
                        ? hierarchyRestrictedResources
                        : change.hierarchyRestrictedResources,
                change.allowedFlowModules == null ? allowedFlowModules : change.allowedFlowModules,
                change.allowedAIAgents == null ? allowedAIAgents : change.allowedAIAgents,
                change.granularAccessControlConfiguration == null
                        ? granularAccessControlConfiguration
                        : change.granularAccessControlConfiguration);
    }

    /** An application or an MCP server. */
    public record Application(
            @Size(min = 1, max = 128) @Nullable String namespace,

            @Size(min = 1, max = 50) @Nullable List<@NotNull @Size(min = 1, max = 128) String> applicationPermissions,

            @Nullable ApplicationType type) {}

    /** The type of an application. */
    public enum ApplicationType {
        MCP,
        THIRD_PARTY_APPLICATION
    }

    /** A flow module that users may call as a tool. */
    public record FlowModule(
            @Nullable FlowModuleType type,
            @Size(min = 1, max = 128) @Nullable String flowModuleId) {}

    /** The ways in which users call a flow module. */
    public enum FlowModuleType {
        MCP
    }

    /** An AI agent that users may access. */
    public record AIAgent(@Nullable String arn, @Nullable AIAgentType type) {}

    /** The type of an AI agent. */
    public enum AIAgentType {
        THIRD_PARTY
    }

    /** Access control for data tables. */
    public record GranularAccessControlConfiguration(
            @Valid @Nullable DataTableAccessControlConfiguration dataTableAccessControlConfiguration) {}

    /** Access to rows of data tables. */
    public record DataTableAccessControlConfiguration(
            @Valid @Nullable PrimaryAttributeAccessControlConfigurationItem primaryAttributeAccessControlConfiguration) {}

    /** Access to rows by their primary attributes. */
    public record PrimaryAttributeAccessControlConfigurationItem(
            @Size(max = 5) @Nullable List<@NotNull @Valid PrimaryAttributeValue> primaryAttributeValues) {}

    /** Access to rows whose primary attribute has one of these values. */
    public record PrimaryAttributeValue(
            @Nullable AccessType accessType,

            @Size(min = 1, max = 127) @Pattern(regexp = "(?!aws:|connect:)" + TEXT) @Nullable String attributeName,

            @Size(max = 2) @Nullable List<@NotNull @Pattern(regexp = TEXT) String> values) {}

    /** The kind of access. */
    public enum AccessType {
        ALLOW
    }

    /** The model's character set: Latin-1 without control characters except tab and line breaks. */
    private static final String TEXT = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]+";
}
