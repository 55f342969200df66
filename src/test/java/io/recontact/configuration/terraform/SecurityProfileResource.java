package io.recontact.configuration.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.connect.model.SecurityProfile;

final class SecurityProfileResource extends TerraformResource {

    SecurityProfileResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "Agents of the shop")
                .and(DESCRIPTION, "They chat")
                .and("permissions", Set.of("BasicAgentAccess", "OutboundCallAccess"));
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(
                Map.of(DESCRIPTION, "Changed"),
                Map.of("permissions", Set.of("BasicAgentAccess")),
                Map.of("permissions", Arguments.UNSET),
                Map.of(DESCRIPTION, Arguments.UNSET));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createSecurityProfile(create -> create.instanceId(instance)
                        .securityProfileName(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .permissions(wanted.<Set<String>>find("permissions")))
                .securityProfileId();
    }

    private SecurityProfile describe(String id) {
        return connect.describeSecurityProfile(
                        describe -> describe.instanceId(instance).securityProfileId(id))
                .securityProfile();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        var permissions = connect.listSecurityProfilePermissions(
                        list -> list.instanceId(instance).securityProfileId(id).maxResults(PAGE))
                .permissions();
        return Arguments.of(NAME, found.securityProfileName())
                .and(DESCRIPTION, found.description())
                .and("permissions", new HashSet<>(permissions));
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        connect.updateSecurityProfile(update -> {
            update.instanceId(instance).securityProfileId(id);
            if (wanted.differs(old, DESCRIPTION)) {
                update.description(wanted.text(DESCRIPTION));
            }
            if (wanted.differs(old, "permissions")) {
                Set<String> permissions = wanted.find("permissions");
                update.permissions(permissions == null ? Set.of() : permissions);
            }
        });
    }

    @Override
    void delete(String id) {
        connect.deleteSecurityProfile(delete -> delete.instanceId(instance).securityProfileId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).arn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listSecurityProfiles(list -> list.instanceId(instance).maxResults(PAGE))
                        .securityProfileSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
