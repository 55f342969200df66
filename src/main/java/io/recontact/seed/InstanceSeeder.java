package io.recontact.seed;

import io.recontact.api.FixedId;
import io.recontact.api.UuidV7Generator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes an instance match its declaration, without its resources. */
final class InstanceSeeder {

    /** The section under which the creation of an instance is recorded. */
    static final String SECTION = "Instances";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The attributes that CreateInstance sets by members of its own. */
    private static final Map<String, String> CALLS =
            Map.of("InboundCallsEnabled", "INBOUND_CALLS", "OutboundCallsEnabled", "OUTBOUND_CALLS");

    private final SeedCalls calls;
    private final RequestShapes shapes;
    private final UuidV7Generator newIds;

    InstanceSeeder(SeedCalls calls, RequestShapes shapes, UuidV7Generator newIds) {
        this.calls = calls;
        this.shapes = shapes;
        this.newIds = newIds;
    }

    /** Creates the instance, or finds it by its alias or its id, and changes what differs. */
    void seed(Declared declared) {
        var alias = declared.text("InstanceAlias");
        var wanted = declared.text("Id");
        var instance = "";
        for (var found : calls.list(declared, "ListInstances", Map.of(), Map.of())) {
            var id = found.path("Id").asString("");
            var hasAlias = found.path("InstanceAlias").asString("").equalsIgnoreCase(alias);
            if (hasAlias && !wanted.isEmpty() && !wanted.equals(id)) {
                throw declared.refuse("Id", "there is an instance of that alias with another id, %s".formatted(id));
            }
            if (hasAlias || wanted.equals(id)) {
                instance = id;
            }
        }
        if (instance.isEmpty()) {
            instance = wanted.isEmpty() ? newIds.next().toString() : wanted;
            calls.use(instance);
            var body = SeedReader.only(declared.members(), shapes.members("CreateInstance"));
            FixedId.call(calls.instance(), () -> calls.create(declared, "CreateInstance", Map.of(), body));
            calls.recordCreation(declared, SECTION, instance);
        }
        calls.use(instance);
        updateInstance(declared);
    }

    private void updateInstance(Declared declared) {
        var there = calls.describe(declared, "DescribeInstance", Map.of());
        for (var member : shapes.members("CreateInstance")) {
            var value = declared.members().path(member);
            if (value.isMissingNode()
                    || TenantSeeder.NOT_COMPARED.contains(member)
                    || Comparison.covers(value, there.path(member))) {
                continue;
            }
            if (!CALLS.containsKey(member)) {
                throw declared.refuse(member, TenantSeeder.unchangeable(member));
            }
            setAttribute(declared, member, String.valueOf(CALLS.get(member)), value);
        }
        declared.members().path("Attributes").properties().forEach(attribute -> {
            var at = Map.of("AttributeType", attribute.getKey());
            var member = "Attributes." + attribute.getKey();
            var value = calls.call(declared, member, "DescribeInstanceAttribute", at, Map.of(), null)
                    .path("Attribute")
                    .path("Value");
            if (!value.asString("").equals(attribute.getValue().asString(""))) {
                setAttribute(declared, member, attribute.getKey(), attribute.getValue());
            }
        });
        calls.updateTags(declared, there, "Arn");
        var hierarchy = declared.members().path("UserHierarchyStructure");
        if (!hierarchy.isMissingNode()) {
            var levels = calls.describe(declared, "DescribeUserHierarchyStructure", Map.of());
            if (hierarchy.size() != levels.size() || !Comparison.covers(hierarchy, levels)) {
                var body = JSON.objectNode();
                body.set("HierarchyStructure", hierarchy);
                calls.change(declared, "UserHierarchyStructure", "UpdateUserHierarchyStructure", Map.of(), body);
            }
        }
    }

    private void setAttribute(Declared declared, String member, String type, JsonNode value) {
        calls.change(
                declared,
                member,
                "UpdateInstanceAttribute",
                Map.of("AttributeType", type),
                JSON.objectNode().put("Value", value.asString()));
    }
}
