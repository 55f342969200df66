package io.recontact.seed;

import io.recontact.api.FixedId;
import io.recontact.api.UuidV7Generator;
import io.recontact.security.InProcessApi;
import io.recontact.seed.SeedRepository.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one instance match its declaration. */
final class TenantSeeder {

    private static final Logger log = LoggerFactory.getLogger(TenantSeeder.class);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String INSTANCES = "Instances";

    /** Members that no operation returns, or that are compared on their own. */
    private static final Set<String> NOT_COMPARED = Set.of("Id", "Tags", "Password", "ClientToken");

    /** The attributes that CreateInstance sets by members of its own. */
    private static final Map<String, String> CALLS =
            Map.of("InboundCallsEnabled", "INBOUND_CALLS", "OutboundCallsEnabled", "OUTBOUND_CALLS");

    /** Maximum number of items in a call that adds or removes some, the smallest of the model. */
    private static final int MAX_ITEMS = 10;

    private final InProcessApi api;
    private final RequestShapes shapes;
    private final SeedRepository created;
    private final UuidV7Generator newIds;
    private final Seed.Tenant tenant;
    private final References references = new References();
    private final IdentityHashMap<Declared, String> keys = new IdentityHashMap<>();
    private final Map<String, Set<String>> present = new HashMap<>();
    private String instance = "";
    private int changes;

    TenantSeeder(
            InProcessApi api,
            RequestShapes shapes,
            SeedRepository created,
            UuidV7Generator newIds,
            Seed.Tenant tenant) {
        this.api = api;
        this.shapes = shapes;
        this.created = created;
        this.newIds = newIds;
        this.tenant = tenant;
    }

    /** Returns the number of calls that changed something. */
    int apply(boolean prune) {
        seedInstance();
        Association.ALL.forEach(this::associate);
        ResourceKind.ALL.forEach(this::lookUp);
        for (var kind : ResourceKind.ALL) {
            tenant.of(kind.section()).forEach(declared -> seedResource(kind, declared));
        }
        for (var kind : ResourceKind.ALL) {
            tenant.of(kind.section()).forEach(declared -> kind.parts().forEach(part -> seedPart(part, declared)));
        }
        if (prune) {
            prune();
        }
        return changes;
    }

    private void seedInstance() {
        var declared = tenant.instance();
        var alias = declared.text("InstanceAlias");
        var wanted = declared.text("Id");
        for (var found : list(declared, "ListInstances", Map.of(), Map.of())) {
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
            create(
                    declared,
                    INSTANCES,
                    instance,
                    "CreateInstance",
                    SeedReader.only(declared.members(), shapes.members("CreateInstance")));
        }
        updateInstance(declared);
    }

    private void updateInstance(Declared declared) {
        var there = describe(declared, "DescribeInstance", Map.of());
        for (var member : shapes.members("CreateInstance")) {
            var value = declared.members().path(member);
            if (value.isMissingNode()
                    || NOT_COMPARED.contains(member)
                    || Comparison.covers(value, there.path(member))) {
                continue;
            }
            if (!CALLS.containsKey(member)) {
                throw declared.refuse(member, unchangeable(member));
            }
            setAttribute(declared, member, String.valueOf(CALLS.get(member)), value);
        }
        declared.members().path("Attributes").properties().forEach(attribute -> {
            var at = Map.of("InstanceId", instance, "AttributeType", attribute.getKey());
            var member = "Attributes." + attribute.getKey();
            var value = call(declared, member, "DescribeInstanceAttribute", at, Map.of(), null)
                    .path("Attribute")
                    .path("Value");
            if (!value.asString("").equals(attribute.getValue().asString(""))) {
                setAttribute(declared, member, attribute.getKey(), attribute.getValue());
            }
        });
        updateTags(declared, there, "Arn");
        var hierarchy = declared.members().path("UserHierarchyStructure");
        if (!hierarchy.isMissingNode()) {
            var levels = describe(declared, "DescribeUserHierarchyStructure", Map.of());
            if (!Comparison.covers(hierarchy, levels)) {
                var body = JSON.objectNode();
                body.set("HierarchyStructure", hierarchy);
                change(declared, "UserHierarchyStructure", "UpdateUserHierarchyStructure", Map.of(), body);
            }
        }
    }

    private void setAttribute(Declared declared, String member, String type, JsonNode value) {
        change(
                declared,
                member,
                "UpdateInstanceAttribute",
                Map.of("AttributeType", type),
                JSON.objectNode().put("Value", value.asString()));
    }

    private void associate(Association association) {
        var declarations = tenant.of(association.section());
        if (declarations.isEmpty() && !api.has(association.list())) {
            return;
        }
        var there = present.computeIfAbsent(association.section(), _ -> new HashSet<>());
        for (var listing : association.listings()) {
            for (var item : list(tenant.instance(), association.list(), Map.of(), listing)) {
                there.add(association.key(item));
            }
        }
        for (var declared : declarations) {
            var key = association.key(declared.members());
            keys.put(declared, key);
            if (!there.contains(key)) {
                change(declared, "", association.associate(), Map.of(), declared.members());
                created.add(UUID.fromString(instance), new Entry(association.section(), key));
            }
        }
    }

    /** Finds the ids of the present resources of a type, and chooses those of the declared ones that are missing. */
    private void lookUp(ResourceKind kind) {
        var there = present.computeIfAbsent(kind.section(), _ -> new HashSet<>());
        if (api.has(kind.list())) {
            for (var item : list(tenant.instance(), kind.list(), Map.of(), Map.of())) {
                var name =
                        item.path("Name").asString(item.path(kind.nameMember()).asString(""));
                var key = kind.isKeyedByName() ? name : item.path("Id").asString("");
                there.add(key);
                if (!name.isEmpty()) { // an agent queue has none
                    references.add(kind.section(), name, key);
                }
            }
        }
        for (var declared : tenant.of(kind.section())) {
            var name = declared.text(kind.nameMember());
            var found = references.find(kind.section(), name);
            var wanted = declared.text("Id");
            if (found.isPresent() && !wanted.isEmpty() && !wanted.equals(found.get())) {
                throw declared.refuse("Id", "there is another one of that name with the id %s".formatted(found.get()));
            }
            var key = kind.isKeyedByName() || !wanted.isEmpty()
                    ? wanted.isEmpty() ? name : wanted
                    : found.orElseGet(() -> newIds.next().toString());
            keys.put(declared, key);
            references.add(kind.section(), name, key);
        }
    }

    private void seedResource(ResourceKind kind, Declared declared) {
        var wanted = references.resolve(declared);
        var key = key(declared);
        if (!present(kind.section()).contains(key)) {
            var members = new HashSet<>(shapes.members(kind.create()));
            kind.parts().stream().filter(this::isSeededLater).forEach(part -> members.remove(part.member()));
            create(declared, kind.section(), key, kind.create(), SeedReader.only(wanted, members));
        }
        var there = describe(declared, kind.describe(), labels(kind.describe(), key));
        for (var part : kind.parts()) {
            if (!isSeededLater(part) && wanted.has(part.member()) && api.has(part.list())) {
                there.set(part.member(), items(part, declared));
            }
        }
        update(kind, declared, wanted, there);
        updateTags(declared, there, kind.type() + "Arn");
    }

    private void update(ResourceKind kind, Declared declared, ObjectNode wanted, ObjectNode there) {
        Set<String> changed = new LinkedHashSet<>();
        wanted.properties().forEach(member -> {
            var name = member.getKey();
            var isCompared = !NOT_COMPARED.contains(name)
                    && kind.part(name)
                            .map(part -> !isSeededLater(part) && api.has(part.list()))
                            .orElse(true);
            if (isCompared && !Comparison.covers(member.getValue(), there.path(name))) {
                changed.add(name);
            }
        });
        for (var operation : kind.updates()) {
            var members = shapes.members(operation);
            var first = changed.stream().filter(members::contains).findFirst();
            if (first.isPresent()) {
                var body = SeedReader.only(there, members); // an absent member could mean an empty one
                body.setAll(SeedReader.only(wanted, members));
                change(declared, first.get(), operation, labels(operation, key(declared)), body);
                changed.removeAll(members);
            }
        }
        if (!changed.isEmpty()) {
            var member = changed.iterator().next();
            throw declared.refuse(member, unchangeable(member));
        }
    }

    private static String unchangeable(String member) {
        return "%s differs from what is there, and the service has no operation that changes it".formatted(member);
    }

    private void updateTags(Declared declared, JsonNode there, String arnMember) {
        var tags = declared.members().path("Tags");
        if (tags.isMissingNode() || tags.equals(there.path("Tags"))) {
            return;
        }
        var arn = Map.of("resourceArn", arn(there, arnMember));
        var added = JSON.objectNode();
        tags.properties().forEach(tag -> {
            if (!tag.getValue().equals(there.path("Tags").path(tag.getKey()))) {
                added.set(tag.getKey(), tag.getValue());
            }
        });
        if (!added.isEmpty()) {
            var body = JSON.objectNode();
            body.set("tags", added);
            change(declared, "Tags", "TagResource", arn, body);
        }
        for (var key : there.path("Tags").propertyNames()) {
            if (!tags.has(key)) {
                call(declared, "Tags", "UntagResource", arn, Map.of("tagKeys", key), null);
                changes++;
            }
        }
    }

    /** The model writes the name of the member in several ways. */
    private static String arn(JsonNode there, String member) {
        for (var name : List.of("Arn", member, member.replace("Arn", "ARN"))) {
            if (there.has(name)) {
                return there.path(name).asString();
            }
        }
        throw new IllegalStateException("No ARN among the members " + there.propertyNames());
    }

    /** Parts with operations of their own wait until all resources exist, because they may refer to later ones. */
    private boolean isSeededLater(ResourceKind.Part part) {
        return part.add() != null && api.has(part.add()) && api.has(part.list());
    }

    private void seedPart(ResourceKind.Part part, Declared declared) {
        var wanted = references.resolve(declared).path(part.member());
        if (!isSeededLater(part) || wanted.isMissingNode()) {
            return;
        }
        var there = items(part, declared).valueStream().toList();
        var declaredItems = wanted.valueStream().toList();
        // First removed, then added: an item that changes is both.
        changeItems(
                declared,
                part.member(),
                String.valueOf(part.remove()),
                part.removed(),
                without(there, declaredItems).stream().map(part.key()).toList());
        changeItems(declared, part.member(), String.valueOf(part.add()), part.member(), without(declaredItems, there));
    }

    private void changeItems(Declared declared, String member, String operation, String items, List<JsonNode> all) {
        for (int start = 0; start < all.size(); start += MAX_ITEMS) {
            var body = JSON.objectNode();
            body.putArray(items).addAll(all.subList(start, Math.min(all.size(), start + MAX_ITEMS)));
            change(declared, member, operation, labels(operation, key(declared)), body);
        }
    }

    private static List<JsonNode> without(List<JsonNode> items, List<JsonNode> others) {
        return items.stream()
                .filter(item -> others.stream()
                        .noneMatch(other -> Comparison.covers(item, other) || Comparison.covers(other, item)))
                .toList();
    }

    private JsonNode items(ResourceKind.Part part, Declared declared) {
        var items = JSON.arrayNode();
        list(declared, part.list(), labels(part.list(), key(declared)), Map.of())
                .forEach(item -> items.add(part.declared().apply(item)));
        return items;
    }

    /** Deletes what an earlier seed has created and this one does not declare, those first that refer to others. */
    private void prune() {
        var order = ResourceKind.ALL.stream().map(ResourceKind::section).toList();
        created.find(UUID.fromString(instance)).stream()
                .filter(entry -> !entry.section().equals(INSTANCES)) // its chats would go with it
                .filter(entry -> tenant.of(entry.section()).stream()
                        .noneMatch(declared -> key(declared).equals(entry.key())))
                .sorted(Comparator.comparingInt((Entry entry) -> order.indexOf(entry.section()))
                        .reversed())
                .forEach(this::remove);
    }

    private void remove(Entry entry) {
        if (present(entry.section()).contains(entry.key())) {
            var section = entry.section();
            var what = new Declared(
                    "%s %s, which is no longer declared".formatted(section, entry.key()),
                    JSON.objectNode(),
                    tenant.instance().source(),
                    tenant.instance().path());
            var kind = ResourceKind.of(section);
            if (kind.isPresent()) {
                var operation = kind.get().delete();
                call(what, "", operation, labels(operation, entry.key()), Map.of(), null);
            } else {
                var association = Association.of(section).orElseThrow();
                call(
                        what,
                        "",
                        association.disassociate(),
                        Map.of(),
                        association.query(entry.key()),
                        association.body(entry.key()));
            }
            log.info("Deleted {} {} of instance {}, which the seed no longer declares", section, entry.key(), instance);
            changes++;
        }
        created.remove(UUID.fromString(instance), entry);
    }

    private String key(Declared declared) {
        return keys.getOrDefault(declared, "");
    }

    private Set<String> present(String section) {
        return present.getOrDefault(section, Set.of());
    }

    private Map<String, String> labels(String operation, String key) {
        var labels = new HashMap<String, String>();
        if (api.has(operation)) {
            api.labels(operation).forEach(label -> labels.put(label, key));
        }
        return labels;
    }

    private void create(Declared declared, String section, String key, String operation, ObjectNode body) {
        Supplier<JsonNode> call = () -> {
            try {
                return api.call(operation, Map.of("InstanceId", instance), Map.of(), body);
            } catch (InProcessApi.Refusal refusal) {
                throw declared.refuse(member(refusal), refusal.getMessage() + hint(declared));
            }
        };
        var isKeyedByName = key.equals(declared.text("Name"));
        var answer = isKeyedByName ? call.get() : FixedId.call(UUID.fromString(key), call);
        if (!isKeyedByName
                && answer.valueStream().noneMatch(value -> value.asString("").equals(key))) {
            throw new IllegalStateException("%s did not use the fixed id".formatted(operation));
        }
        created.add(UUID.fromString(instance), new Entry(section, key));
        log.info("Created {} as {}, in instance {}", declared.label(), key, instance);
        changes++;
    }

    private static String hint(Declared declared) {
        return declared.members().has("Id")
                ? " (the Id must not be in use, nor belong to a deleted instance that the retention job has not removed)"
                : "";
    }

    private void change(Declared declared, String member, String operation, Map<String, String> labels, JsonNode body) {
        call(declared, member, operation, labels, Map.of(), body);
        log.info("Changed {} in instance {}: {}", declared.label(), instance, operation);
        changes++;
    }

    /** Describes a resource: an answer contains it as its only object. */
    private ObjectNode describe(Declared declared, String operation, Map<String, String> labels) {
        return call(declared, "", operation, labels, Map.of(), null)
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The answer to %s is empty".formatted(operation)));
    }

    /** Reads all pages of a list: an answer contains it as its only array. */
    private List<JsonNode> list(
            Declared declared, String operation, Map<String, String> labels, Map<String, String> parameters) {
        List<JsonNode> all = new ArrayList<>();
        var query = new HashMap<>(parameters);
        String next;
        do {
            var page = call(declared, "", operation, labels, query, null);
            page.valueStream().filter(JsonNode::isArray).findFirst().ifPresent(items -> items.forEach(all::add));
            next = page.path("NextToken").asString("");
            query.put("nextToken", next);
        } while (!next.isEmpty());
        return all;
    }

    private JsonNode call(
            Declared declared,
            String member,
            String operation,
            Map<String, String> labels,
            Map<String, String> query,
            @Nullable JsonNode body) {
        var all = new HashMap<>(labels);
        all.put("InstanceId", instance);
        try {
            return api.call(operation, all, query, body);
        } catch (InProcessApi.Refusal refusal) {
            throw declared.refuse(member.isEmpty() ? member(refusal) : member, String.valueOf(refusal.getMessage()));
        }
    }

    /** Returns the member that a refusal begins with, if any. */
    private static String member(InProcessApi.Refusal refusal) {
        return String.valueOf(refusal.getMessage()).split("[: ]", 2)[0];
    }
}
