package io.recontact.seed;

import io.recontact.api.FixedId;
import io.recontact.api.UuidV7Generator;
import io.recontact.security.InProcessApi;
import io.recontact.seed.SeedRepository.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Set<Declared> seeded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Set<String>> present = new HashMap<>();
    private List<Entry> earlier = List.of();
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
        earlier = created.find(UUID.fromString(instance));
        Association.ALL.forEach(this::associate);
        ResourceKind.ALL.forEach(this::lookUp);
        for (var kind : ResourceKind.ALL) {
            tenant.of(kind.section()).forEach(declared -> seedResource(kind, declared));
        }
        for (var kind : ResourceKind.ALL) {
            tenant.of(kind.section()).forEach(declared -> kind.parts().forEach(part -> seedPart(kind, part, declared)));
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
            var id = UUID.fromString(instance);
            var body = SeedReader.only(declared.members(), shapes.members("CreateInstance"));
            FixedId.call(id, () -> create(declared, "CreateInstance", Map.of(), body));
            recordCreation(declared, INSTANCES, instance);
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
            if (hierarchy.size() != levels.size() || !Comparison.covers(hierarchy, levels)) {
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
        var there = present.computeIfAbsent(association.section(), _ -> new HashSet<>());
        for (var listing : association.listings()) {
            for (var item : list(tenant.instance(), association.list(), Map.of(), listing)) {
                there.add(association.key(item));
            }
        }
        for (var declared : tenant.of(association.section())) {
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
        for (var owner : owners(kind)) {
            for (var item : list(tenant.instance(), kind.list(), labels(kind, kind.list(), owner), Map.of())) {
                var name = kind.name(item);
                var key = owner + item.path(kind.idMember()).asString("");
                there.add(key);
                if (!name.isEmpty()) {
                    references.add(kind.section(), owner + name, key);
                }
            }
        }
        for (var declared : tenant.of(kind.section())) {
            var owner = owner(kind, declared);
            var name = owner + declared.text(kind.nameMember());
            var found = references.find(kind.section(), name);
            var wanted =
                    declared.text("Id").isEmpty() ? Optional.<String>empty() : Optional.of(owner + declared.text("Id"));
            if (found.isPresent() && wanted.isPresent() && !wanted.equals(found)) {
                throw declared.refuse(
                        "Id", "there is another one of that name with the id %s".formatted(lastOf(found.get())));
            }
            var key = wanted.or(() -> found).orElseGet(() -> kind.isKeyedByName() ? name : owner + newIds.next());
            keys.put(declared, key);
            references.add(kind.section(), name, key);
        }
    }

    /**
     * Returns the beginning of the keys of a type: the keys of the present owners of declared resources, and of those
     * that a seed has created, each with a slash; an empty text for a type that belongs to the instance.
     */
    private Set<String> owners(ResourceKind kind) {
        var owner = kind.owner();
        if (owner == null) {
            return Set.of("");
        }
        return Stream.concat(
                        tenant.of(kind.section()).stream().map(declared -> owner(kind, declared)),
                        earlier.stream()
                                .filter(entry -> entry.section().equals(kind.section()))
                                .map(entry -> ownerOf(entry.key())))
                .filter(prefix -> present(owner.section()).contains(ownerIn(prefix)))
                .collect(Collectors.toSet());
    }

    private String owner(ResourceKind kind, Declared declared) {
        return kind.owner() == null
                ? ""
                : references.resolve(declared).path(kind.owner().member()).asString() + "/";
    }

    private static String ownerOf(String key) {
        return key.substring(0, key.indexOf('/') + 1);
    }

    private static String ownerIn(String prefix) {
        return prefix.substring(0, prefix.length() - 1);
    }

    private static String lastOf(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private void seedResource(ResourceKind kind, Declared declared) {
        if (!seeded.add(declared)) {
            return;
        }
        var wanted = references.resolve(declared);
        var parents = wanted.path(kind.parentMember()).toString();
        tenant.of(kind.section()).stream()
                .filter(other -> parents.contains(key(other)))
                .forEach(parent -> seedResource(kind, parent));
        var key = key(declared);
        if (!present(kind.section()).contains(key)) {
            createResource(kind, declared, wanted);
        }
        if (kind.isVersion()) { // nothing of it can change
            return;
        }
        var there = description(kind, declared);
        for (var part : kind.parts()) {
            if (!part.isSeededLater() && wanted.has(part.member())) {
                there.set(part.member(), items(kind, part, declared));
            }
        }
        update(kind, declared, wanted, there);
        updateTags(declared, there, kind.type() + "Arn");
    }

    private void createResource(ResourceKind kind, Declared declared, ObjectNode wanted) {
        var members = new HashSet<>(shapes.members(kind.create()));
        kind.parts().stream().filter(ResourceKind.Part::isSeededLater).forEach(part -> members.remove(part.member()));
        var body = SeedReader.only(wanted, members);
        var labels = labels(kind, kind.create(), key(declared));
        if (kind.isVersion()) {
            var number = create(declared, kind.create(), labels, body).findPath(kind.idMember());
            var key = ownerOf(key(declared)) + number.asString("");
            if (present(kind.section()).contains(key)) {
                throw declared.refuse(
                        kind.nameMember(), "nothing has changed since version %s".formatted(number.asString("")));
            }
            keys.put(declared, key);
        } else if (kind.isKeyedByName()) {
            create(declared, kind.create(), labels, body);
        } else {
            var id = lastOf(key(declared));
            var answer = FixedId.call(UUID.fromString(id), () -> create(declared, kind.create(), labels, body));
            if (!answer.toString().contains(id)) {
                throw new IllegalStateException("%s did not use the fixed id".formatted(kind.create()));
            }
        }
        recordCreation(declared, kind.section(), key(declared));
    }

    private void update(ResourceKind kind, Declared declared, ObjectNode wanted, ObjectNode there) {
        Set<String> changed = new LinkedHashSet<>();
        wanted.properties().forEach(member -> {
            var name = member.getKey();
            var isCompared = !NOT_COMPARED.contains(name)
                    && !isOwner(kind, name)
                    && kind.part(name).map(part -> !part.isSeededLater()).orElse(true);
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
                change(declared, first.get(), operation, labels(kind, operation, key(declared)), body);
                changed.removeAll(members);
            }
        }
        if (!changed.isEmpty()) {
            var member = changed.iterator().next();
            throw declared.refuse(member, unchangeable(member));
        }
    }

    private static boolean isOwner(ResourceKind kind, String member) {
        return kind.owner() != null && kind.owner().member().equals(member);
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

    private void seedPart(ResourceKind kind, ResourceKind.Part part, Declared declared) {
        var wanted = references.resolve(declared).path(part.member());
        if (!part.isSeededLater() || wanted.isMissingNode()) {
            return;
        }
        var there = items(kind, part, declared).valueStream().toList();
        var declaredItems = wanted.valueStream().toList();
        var removed = without(there, declaredItems).stream()
                .map(part.key())
                .filter(key -> !key.isMissingNode())
                .toList();
        // First removed, then added: an item that changes is both.
        changeItems(kind, declared, part.member(), String.valueOf(part.remove()), part.removed(), removed);
        var added = without(declaredItems, there);
        changeItems(kind, declared, part.member(), String.valueOf(part.add()), part.member(), added);
    }

    private void changeItems(
            ResourceKind kind, Declared declared, String member, String operation, String items, List<JsonNode> all) {
        for (int start = 0; start < all.size(); start += MAX_ITEMS) {
            var body = JSON.objectNode();
            body.putArray(items).addAll(all.subList(start, Math.min(all.size(), start + MAX_ITEMS)));
            change(declared, member, operation, labels(kind, operation, key(declared)), body);
        }
    }

    private static List<JsonNode> without(List<JsonNode> items, List<JsonNode> others) {
        return items.stream()
                .filter(item -> others.stream()
                        .noneMatch(other -> Comparison.covers(item, other) || Comparison.covers(other, item)))
                .toList();
    }

    private JsonNode items(ResourceKind kind, ResourceKind.Part part, Declared declared) {
        if (part.list() == null) {
            return description(kind, declared).path(part.member());
        }
        var items = JSON.arrayNode();
        list(declared, part.list(), labels(kind, part.list(), key(declared)), Map.of())
                .forEach(item -> items.add(part.declared().apply(item)));
        return items;
    }

    /** Deletes what an earlier seed has created and this one does not declare, those first that refer to others. */
    private void prune() {
        var order = ResourceKind.ALL.stream().map(ResourceKind::section).toList();
        earlier.stream()
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
                call(
                        what,
                        "",
                        operation,
                        labels(kind.get(), operation, entry.key()),
                        Map.of(),
                        kind.get().deletion());
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

    /** Returns the labels of an operation on a resource, or on the resources of an owner. */
    private Map<String, String> labels(ResourceKind kind, String operation, String key) {
        var id = kind.owner() == null ? key : lastOf(key);
        var labels = new HashMap<String, String>();
        api.labels(operation).forEach(label -> labels.put(label, isOwner(kind, label) ? ownerIn(ownerOf(key)) : id));
        return labels;
    }

    private JsonNode create(Declared declared, String operation, Map<String, String> labels, ObjectNode body) {
        var all = new HashMap<>(labels);
        all.put("InstanceId", instance);
        try {
            return api.call(operation, all, Map.of(), body);
        } catch (InProcessApi.Refusal refusal) {
            throw declared.refuse(member(refusal), refusal.getMessage() + hint(declared));
        }
    }

    private void recordCreation(Declared declared, String section, String key) {
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

    private ObjectNode description(ResourceKind kind, Declared declared) {
        var there = describe(declared, kind.describe(), labels(kind, kind.describe(), key(declared)));
        kind.completeDescription(there);
        return there;
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
