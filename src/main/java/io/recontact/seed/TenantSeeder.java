package io.recontact.seed;

import io.recontact.api.FixedId;
import io.recontact.api.UuidV7Generator;
import io.recontact.security.InProcessApi;
import io.recontact.seed.SeedRepository.Entry;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one instance match its declaration. */
final class TenantSeeder {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Members that no operation returns, or that are compared on their own. */
    static final Set<String> NOT_COMPARED = Set.of("Id", "Tags", "Password", "ClientToken");

    /** Maximum number of items in a call that adds or removes some, the smallest of the model. */
    private static final int MAX_ITEMS = 10;

    private final SeedCalls calls;
    private final InstanceSeeder instances;
    private final RequestShapes shapes;
    private final SeedRepository created;
    private final UuidV7Generator newIds;
    private final Seed.Tenant tenant;
    private final References references = new References();
    private final IdentityHashMap<Declared, String> keys = new IdentityHashMap<>();
    private final Set<Declared> seeded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Set<String>> present = new HashMap<>();
    private List<Entry> earlier = List.of();

    TenantSeeder(
            InProcessApi api,
            RequestShapes shapes,
            SeedRepository created,
            UuidV7Generator newIds,
            Seed.Tenant tenant) {
        this.calls = new SeedCalls(api, created);
        this.instances = new InstanceSeeder(calls, shapes, newIds);
        this.shapes = shapes;
        this.created = created;
        this.newIds = newIds;
        this.tenant = tenant;
    }

    /** Returns the number of calls that changed something. */
    int apply(boolean prune) {
        instances.seed(tenant.instance());
        earlier = created.find(calls.instance());
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
        return calls.changes();
    }

    private void associate(Association association) {
        var there = present.computeIfAbsent(association.section(), _ -> new HashSet<>());
        for (var listing : association.listings()) {
            for (var item : calls.list(tenant.instance(), association.list(), Map.of(), listing)) {
                there.add(association.key(item));
            }
        }
        for (var declared : tenant.of(association.section())) {
            var key = association.key(declared.members());
            keys.put(declared, key);
            if (!there.contains(key)) {
                calls.change(declared, "", association.associate(), Map.of(), declared.members());
                created.add(calls.instance(), new Entry(association.section(), key));
            }
        }
    }

    /** Finds the ids of the present resources of a type, and chooses those of the declared ones that are missing. */
    private void lookUp(ResourceKind kind) {
        var there = present.computeIfAbsent(kind.section(), _ -> new HashSet<>());
        for (var owner : owners(kind)) {
            for (var item : calls.list(tenant.instance(), kind.list(), labels(kind, kind.list(), owner), Map.of())) {
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
        calls.updateTags(declared, there, kind.type() + "Arn");
    }

    private void createResource(ResourceKind kind, Declared declared, ObjectNode wanted) {
        var members = new HashSet<>(shapes.members(kind.create()));
        kind.parts().stream().filter(ResourceKind.Part::isSeededLater).forEach(part -> members.remove(part.member()));
        var body = SeedReader.only(wanted, members);
        var labels = labels(kind, kind.create(), key(declared));
        if (kind.isVersion()) {
            var number = calls.create(declared, kind.create(), labels, body).findPath(kind.idMember());
            var key = ownerOf(key(declared)) + number.asString("");
            if (present(kind.section()).contains(key)) {
                throw declared.refuse(
                        kind.nameMember(), "nothing has changed since version %s".formatted(number.asString("")));
            }
            keys.put(declared, key);
        } else if (kind.isKeyedByName()) {
            calls.create(declared, kind.create(), labels, body);
        } else {
            var id = lastOf(key(declared));
            var answer = FixedId.call(UUID.fromString(id), () -> calls.create(declared, kind.create(), labels, body));
            if (!answer.toString().contains(id)) {
                throw new IllegalStateException("%s did not use the fixed id".formatted(kind.create()));
            }
        }
        calls.recordCreation(declared, kind.section(), key(declared));
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
                calls.change(declared, first.get(), operation, labels(kind, operation, key(declared)), body);
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

    static String unchangeable(String member) {
        return "%s differs from what is there, and the service has no operation that changes it".formatted(member);
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
            calls.change(declared, member, operation, labels(kind, operation, key(declared)), body);
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
        calls.list(declared, part.list(), labels(kind, part.list(), key(declared)), Map.of())
                .forEach(item -> items.add(part.declared().apply(item)));
        return items;
    }

    /** Deletes what an earlier seed has created and this one does not declare, those first that refer to others. */
    private void prune() {
        var order = ResourceKind.ALL.stream().map(ResourceKind::section).toList();
        earlier.stream()
                .filter(entry -> !entry.section().equals(InstanceSeeder.SECTION)) // its chats would go with it
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
                calls.call(
                        what,
                        "",
                        operation,
                        labels(kind.get(), operation, entry.key()),
                        Map.of(),
                        kind.get().deletion());
            } else {
                var association = Association.of(section).orElseThrow();
                calls.call(
                        what,
                        "",
                        association.disassociate(),
                        Map.of(),
                        association.query(entry.key()),
                        association.body(entry.key()));
            }
            calls.recordRemoval(entry);
        }
        created.remove(calls.instance(), entry);
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
        calls.labels(operation).forEach(label -> labels.put(label, isOwner(kind, label) ? ownerIn(ownerOf(key)) : id));
        return labels;
    }

    private ObjectNode description(ResourceKind kind, Declared declared) {
        var there = calls.describe(declared, kind.describe(), labels(kind, kind.describe(), key(declared)));
        kind.completeDescription(there);
        return there;
    }
}
