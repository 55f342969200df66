package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateSecurityProfileRequest;
import software.amazon.awssdk.services.connect.model.CreateSecurityProfileResponse;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SecurityProfileSummary;

@ServiceTest
class SecurityProfileTests {

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final SecurityProfileService profiles;

    SecurityProfileTests(Service.Calls calls, SecurityProfileService profiles) {
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.profiles = profiles;
    }

    private CreateSecurityProfileResponse create(Consumer<CreateSecurityProfileRequest.Builder> changes) {
        return connect.createSecurityProfile(r -> r.instanceId(tenant.instance())
                .securityProfileName("profile " + UUID.randomUUID())
                .applyMutation(changes));
    }

    private software.amazon.awssdk.services.connect.model.SecurityProfile describe(String id) {
        return connect.describeSecurityProfile(
                        r -> r.instanceId(tenant.instance()).securityProfileId(id))
                .securityProfile();
    }

    private List<SecurityProfileSummary> list() {
        return connect.listSecurityProfiles(r -> r.instanceId(tenant.instance()))
                .securityProfileSummaryList();
    }

    @Test
    void isDescribedAsItWasCreated() {
        var created = create(r -> r.securityProfileName("Some_one@home-1")
                .description("")
                .permissions("BasicAgentAccess", "OutboundCallAccess")
                .tags(Map.of("team", "blue")));

        var profile = describe(created.securityProfileId());
        assertThat(created.securityProfileArn())
                .endsWith("instance/%s/security-profile/%s".formatted(tenant.instance(), created.securityProfileId()));
        assertThat(profile.arn()).isEqualTo(created.securityProfileArn());
        assertThat(profile.securityProfileName()).isEqualTo("Some_one@home-1");
        assertThat(profile.description()).isEmpty();
        assertThat(profile.organizationResourceId()).isEqualTo(tenant.instance());
        assertThat(profile.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(describe(created.securityProfileArn())).isEqualTo(profile);
        assertThat(profiles.require(
                                new InstanceId(UUID.fromString(tenant.instance())),
                                new SecurityProfileId(UUID.fromString(profile.id())))
                        .permissions())
                .containsExactly("BasicAgentAccess", "OutboundCallAccess");
    }

    @Test
    void existsAsTheDefaultProfilesInANewInstance() {
        assertThat(list())
                .extracting(SecurityProfileSummary::name)
                .containsExactlyInAnyOrder("Admin", "Agent", "CallCenterManager", "QualityAnalyst");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("SecurityProfileName", r -> r.securityProfileName("x".repeat(128))),
                refusal("SecurityProfileName", r -> r.securityProfileName("a/b")),
                refusal("SecurityProfileName", r -> r.securityProfileName("")),
                refusal("SecurityProfileName", r -> r.securityProfileName(null)),
                refusal("Description", r -> r.description("x".repeat(251))),
                refusal("Permissions", r -> r.permissions(Collections.nCopies(501, "x"))),
                refusal("Permissions[0]", r -> r.permissions("")),
                refusal("Permissions[1]", r -> r.permissions("x", "x".repeat(129))));
    }

    private static Arguments refusal(String member, Consumer<CreateSecurityProfileRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateSecurityProfileRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
        assertThat(list()).hasSize(4);
    }

    @Test
    void keepsItsHierarchyGroupFromBeingDeleted() {
        connect.updateUserHierarchyStructure(
                r -> r.instanceId(tenant.instance()).hierarchyStructure(s -> s.levelOne(level -> level.name("Site"))));
        var berlin = group("Berlin");
        var hamburg = group("Hamburg");

        var profile = create(r -> r.allowedAccessControlHierarchyGroupId(berlin).hierarchyRestrictedResources("User"))
                .securityProfileId();

        assertThat(describe(profile).allowedAccessControlHierarchyGroupId()).isEqualTo(berlin);
        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> deleteGroup(berlin));
        connect.updateSecurityProfile(r -> r.instanceId(tenant.instance())
                .securityProfileId(profile)
                .allowedAccessControlHierarchyGroupId(hamburg));
        connect.updateSecurityProfile(
                r -> r.instanceId(tenant.instance()).securityProfileId(profile).description("moved"));
        assertThat(describe(profile).allowedAccessControlHierarchyGroupId()).isEqualTo(hamburg);
        deleteGroup(berlin);
        connect.deleteSecurityProfile(r -> r.instanceId(tenant.instance()).securityProfileId(profile));
        deleteGroup(hamburg);
    }

    @Test
    void refusesUnknownHierarchyGroups() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r ->
                        r.allowedAccessControlHierarchyGroupId(UUID.randomUUID().toString())));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create(r -> r.allowedAccessControlHierarchyGroupId("g")))
                .withMessageContaining("AllowedAccessControlHierarchyGroupId");
        assertThat(list()).hasSize(4);
    }

    private String group(String name) {
        return connect.createUserHierarchyGroup(
                        r -> r.instanceId(tenant.instance()).name(name))
                .hierarchyGroupId();
    }

    private void deleteGroup(String id) {
        connect.deleteUserHierarchyGroup(r -> r.instanceId(tenant.instance()).hierarchyGroupId(id));
    }
}
