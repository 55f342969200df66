package io.recontact.configuration.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.connect.model.InstanceAttributeType;

final class InstanceResource extends TerraformResource {

    InstanceResource(TerraformCalls calls) {
        super(calls);
    }

    /** InstanceAttributeMapping in enum.go. */
    private static final Map<InstanceAttributeType, String> ATTRIBUTES = Map.of(
            InstanceAttributeType.AUTO_RESOLVE_BEST_VOICES, "auto_resolve_best_voices_enabled",
            InstanceAttributeType.CONTACTFLOW_LOGS, "contact_flow_logs_enabled",
            InstanceAttributeType.CONTACT_LENS, "contact_lens_enabled",
            InstanceAttributeType.EARLY_MEDIA, "early_media_enabled",
            InstanceAttributeType.INBOUND_CALLS, "inbound_calls_enabled",
            InstanceAttributeType.OUTBOUND_CALLS, "outbound_calls_enabled",
            InstanceAttributeType.MULTI_PARTY_CONFERENCE, "multi_party_conference_enabled");

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "tf-" + UUID.randomUUID())
                .and("identity_management_type", "CONNECT_MANAGED")
                .and("inbound_calls_enabled", true)
                .and("outbound_calls_enabled", true)
                .and("auto_resolve_best_voices_enabled", true)
                .and("contact_lens_enabled", true)
                .and("early_media_enabled", true);
    }

    @Override
    List<Map<String, Object>> changes() {
        return ATTRIBUTES.values().stream()
                .sorted()
                .flatMap(name -> Stream.of(Map.<String, Object>of(name, false), Map.<String, Object>of(name, true)))
                .toList();
    }

    @Override
    String create(Arguments wanted) {
        var id = connect.createInstance(
                        create -> create.clientToken(UUID.randomUUID().toString())
                                .identityManagementType(wanted.text("identity_management_type"))
                                .instanceAlias(wanted.text(NAME))
                                .inboundCallsEnabled(wanted.get("inbound_calls_enabled"))
                                .outboundCallsEnabled(wanted.get("outbound_calls_enabled")))
                .id();
        assertThat(connect.describeInstance(describe -> describe.instanceId(id))
                        .instance()
                        .instanceStatusAsString())
                .isEqualTo("ACTIVE");
        ATTRIBUTES.forEach((type, name) -> {
            if (Boolean.TRUE.equals(wanted.find(name))) {
                set(id, type, true);
            }
        });
        return id;
    }

    private void set(String id, InstanceAttributeType type, boolean value) {
        connect.updateInstanceAttribute(
                update -> update.instanceId(id).attributeType(type).value(String.valueOf(value)));
    }

    @Override
    Arguments read(String id) {
        var found =
                connect.describeInstance(describe -> describe.instanceId(id)).instance();
        var state = Arguments.of(NAME, found.instanceAlias())
                .and("identity_management_type", found.identityManagementTypeAsString());
        for (var attribute : ATTRIBUTES.entrySet()) {
            var value = connect.describeInstanceAttribute(
                            describe -> describe.instanceId(id).attributeType(attribute.getKey()))
                    .attribute()
                    .value();
            state = state.and(attribute.getValue(), Boolean.valueOf(value));
        }
        assertThat(found.inboundCallsEnabled()).isEqualTo(state.find("inbound_calls_enabled"));
        assertThat(found.outboundCallsEnabled()).isEqualTo(state.find("outbound_calls_enabled"));
        return state;
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        ATTRIBUTES.forEach((type, name) -> {
            if (wanted.differs(old, name)) {
                set(id, type, wanted.get(name));
            }
        });
    }

    @Override
    void delete(String id) {
        connect.deleteInstance(delete -> delete.instanceId(id));
    }

    @Override
    String arn(String id) {
        return connect.describeInstance(describe -> describe.instanceId(id))
                .instance()
                .arn();
    }

    @Override
    Map<String, String> tags(String id) {
        return connect.describeInstance(describe -> describe.instanceId(id))
                .instance()
                .tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listInstancesPaginator(list -> list.maxResults(10)).instanceSummaryList().stream()
                        .toList(),
                found -> found.instanceAlias(),
                found -> found.id());
    }
}
