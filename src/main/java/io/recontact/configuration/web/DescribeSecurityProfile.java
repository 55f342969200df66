package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.AccessControl.GranularAccessControlConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeSecurityProfile.html">DescribeSecurityProfile</a>.
 */
interface DescribeSecurityProfile {

    record Response(SecurityProfile securityProfile) {

        static Response of(io.recontact.configuration.SecurityProfile profile, Arns arns) {
            var access = profile.accessControl();
            return new Response(new SecurityProfile(
                    profile.id().toString(),
                    profile.instance().toString(),
                    profile.arn(arns),
                    profile.name(),
                    profile.description(),
                    profile.tags(),
                    access.allowedAccessControlTags(),
                    access.tagRestrictedResources(),
                    access.hierarchyRestrictedResources(),
                    profile.allowedHierarchyGroup() == null
                            ? null
                            : profile.allowedHierarchyGroup().toString(),
                    access.granularAccessControlConfiguration(),
                    profile.lastModifiedAt(),
                    arns.region()));
        }
    }

    record SecurityProfile(
            String id,
            String organizationResourceId,
            String arn,
            String securityProfileName,
            @Nullable String description,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            @Nullable Map<String, String> allowedAccessControlTags,
            @Nullable List<String> tagRestrictedResources,
            @Nullable List<String> hierarchyRestrictedResources,
            @Nullable String allowedAccessControlHierarchyGroupId,
            @Nullable GranularAccessControlConfiguration granularAccessControlConfiguration,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
