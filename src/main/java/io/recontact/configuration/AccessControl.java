package io.recontact.configuration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the users of a security profile may see and use; kept as it was given, for callers that ask. */
public record AccessControl(
        @Nullable Map<String, String> allowedAccessControlTags,
        @Nullable List<String> tagRestrictedResources,
        @Nullable List<Application> applications,
        @Nullable List<String> hierarchyRestrictedResources,
        @Nullable List<FlowModule> allowedFlowModules,
        @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration) {

    /** Of a security profile without any. */
    public static final AccessControl NONE = new AccessControl(null, null, null, null, null, null);

    /** An application, or a server of tools. */
    public record Application(
            @Size(min = 1, max = 128) @Nullable String namespace,

            @Size(min = 1, max = 50) @Nullable List<@NotNull @Size(min = 1, max = 128) String> applicationPermissions,

            @Nullable ApplicationType type) {}

    /** What kind of application. */
    public enum ApplicationType {
        MCP,
        THIRD_PARTY_APPLICATION
    }

    /** A flow module that may be called as a tool. */
    public record FlowModule(
            @Nullable FlowModuleType type,
            @Size(min = 1, max = 128) @Nullable String flowModuleId) {}

    /** How a flow module is called. */
    public enum FlowModuleType {
        MCP
    }

    /** For data tables only. */
    public record GranularAccessControlConfiguration(
            @Valid @Nullable DataTableAccessControlConfiguration dataTableAccessControlConfiguration) {}

    /** Which rows of data tables. */
    public record DataTableAccessControlConfiguration(
            @Valid @Nullable PrimaryAttributeAccessControlConfigurationItem primaryAttributeAccessControlConfiguration) {}

    /** Rows by their primary attributes. */
    public record PrimaryAttributeAccessControlConfigurationItem(
            @Size(max = 5) @Nullable List<@NotNull @Valid PrimaryAttributeValue> primaryAttributeValues) {}

    /** Rows whose primary attribute has one of some values. */
    public record PrimaryAttributeValue(
            @Nullable AccessType accessType,

            @Size(min = 1, max = 127) @Pattern(regexp = "(?!aws:|connect:)" + TEXT) @Nullable String attributeName,

            @Size(max = 2) @Nullable List<@NotNull @Pattern(regexp = TEXT) String> values) {}

    /** Whether rows may be seen. */
    public enum AccessType {
        ALLOW
    }

    /** The model's own set of characters: Latin-1 without what controls. */
    private static final String TEXT = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]+";
}
