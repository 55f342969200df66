package io.recontact.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and checks the files of a seed. Needs neither a database nor an application context. */
final class SeedReader {

    private static final String INSTANCES = "Instances";
    private static final String PRUNE = "Prune";
    private static final String FILE = "File";

    /** Members of an instance that neither create it nor list resources. */
    private static final Set<String> SETTINGS = Set.of("Id", "Attributes", "UserHierarchyStructure");

    /** Members of operations that do something at each call, and so declare nothing. */
    private static final Set<String> ACTIONS = Set.of("ClientToken", "ResetOrderNumber");

    private final RequestShapes shapes = new RequestShapes();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Declared> instances = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Declared>>> resources = new LinkedHashMap<>();
    private boolean prune;

    private SeedReader() {}

    /**
     * Reads a file, or the files of a folder, without its subfolders, in the order of their names. Declarations of one
     * instance in several files add up.
     *
     * @throws SeedException if a file is missing or invalid
     */
    static Seed read(Path location) {
        var reader = new SeedReader();
        files(location).forEach(reader::readFile);
        return reader.toSeed();
    }

    private static List<Path> files(Path location) {
        if (!Files.exists(location)) {
            throw new SeedException(
                    "recontact.seed: %s cannot be read: there is no such file or folder".formatted(location));
        }
        if (!Files.isDirectory(location)) {
            return List.of(location);
        }
        try (var files = Files.list(location)) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> Set.of("yaml", "yml", "json")
                            .contains(String.valueOf(StringUtils.getFilenameExtension(file.toString()))))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new SeedException("%s has no file that ends in .yaml, .yml or .json".formatted(location));
            }
            return found;
        } catch (IOException e) {
            throw new SeedException("%s cannot be read: %s".formatted(location, e), e);
        }
    }

    private void readFile(Path file) {
        var content = SourceReader.read(file);
        var root = mapping(content.root(), content.source(), "");
        root.properties().forEach(member -> {
            switch (member.getKey()) {
                case INSTANCES -> forEach(member.getValue(), content.source(), INSTANCES, this::readInstance);
                case PRUNE -> {
                    if (!member.getValue().isBoolean()) {
                        throw content.source().refuse(PRUNE, "Prune is true or false");
                    }
                    prune |= member.getValue().booleanValue();
                }
                default ->
                    throw content.source()
                            .refuse(member.getKey(), "%s is neither Instances nor Prune".formatted(member.getKey()));
            }
        });
    }

    private void readInstance(ObjectNode members, Source source, String path) {
        var alias = members.path("InstanceAlias").asString("");
        if (alias.isEmpty()) {
            throw source.refuse(path, "InstanceAlias is required");
        }
        var own = members.objectNode();
        var found = new Declared("Instance \"%s\"".formatted(alias), own, source, path);
        var sections = resources.computeIfAbsent(alias, _ -> new LinkedHashMap<>());
        members.properties().forEach(member -> {
            var name = member.getKey();
            var at = path + "." + name;
            var kind = ResourceKind.of(name);
            if (kind.isPresent()) {
                forEach(
                        member.getValue(),
                        source,
                        at,
                        (item, _, place) -> sections.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(readResource(kind.get(), item, source, place)));
            } else if (Association.of(name).isPresent()) {
                var association = Association.of(name).get();
                forEach(
                        member.getValue(),
                        source,
                        at,
                        (item, _, place) -> sections.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(readAssociation(association, item, source, place)));
            } else if (SETTINGS.contains(name)
                    || shapes.members("CreateInstance").contains(name)) {
                own.set(name, member.getValue());
            } else {
                throw found.refuse(name, "%s is not a member of CreateInstance or a list of resources".formatted(name));
            }
        });
        var earlier = instances.putIfAbsent(alias, found);
        if (earlier != null) {
            own.properties().forEach(member -> {
                if (earlier.members().has(member.getKey())
                        && !earlier.members().get(member.getKey()).equals(member.getValue())) {
                    throw found.refuse(
                            member.getKey(),
                            "%s differs from that in %s"
                                    .formatted(member.getKey(), earlier.source().file()));
                }
                earlier.members().set(member.getKey(), member.getValue());
            });
        }
    }

    private Declared readResource(ResourceKind kind, ObjectNode members, Source source, String path) {
        var name = members.path(kind.nameMember()).asString("");
        var label = "%s \"%s\"".formatted(kind.type(), name);
        var declared = new Declared(label, readContent(kind, members, source, path), source, path);
        if (name.isEmpty()) {
            throw source.refuse(path, "%s is required".formatted(kind.nameMember()));
        }
        check(kind, declared);
        return declared;
    }

    private Declared readAssociation(Association association, ObjectNode members, Source source, String path) {
        var declared = new Declared(association.section(), members, source, path);
        shapes.check(declared, association.associate(), members, true);
        return declared;
    }

    /** Replaces members such as ContentFile by the content of the file that they name. */
    private ObjectNode readContent(ResourceKind kind, ObjectNode members, Source source, String path) {
        var result = members.objectNode();
        members.properties().forEach(entry -> {
            var member = entry.getKey().substring(0, Math.max(0, entry.getKey().length() - FILE.length()));
            if (!entry.getKey().endsWith(FILE) || !known(kind).contains(member)) {
                result.set(entry.getKey(), entry.getValue());
                return;
            }
            var file = source.file().resolveSibling(entry.getValue().asString(""));
            try {
                var text = Files.readString(file);
                result.put(member, member.equals("Content") ? text : text.strip());
            } catch (IOException e) {
                throw source.refuse(path + "." + entry.getKey(), "%s cannot be read: %s".formatted(file, e));
            }
            if (member.equals("Content")) {
                requireJson(result.path(member).asString(), file);
            }
        });
        return result;
    }

    private void requireJson(String text, Path file) {
        try {
            json.readTree(text);
        } catch (JacksonException e) {
            throw new SeedException(
                    "%s:%d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    e.getOriginalMessage()),
                    e);
        }
    }

    private Set<String> known(ResourceKind kind) {
        var known = new HashSet<>(shapes.members(kind.create()));
        kind.updates().forEach(update -> known.addAll(shapes.members(update)));
        kind.parts().forEach(part -> known.add(part.member()));
        if (kind.owner() != null) {
            known.add(kind.owner().member());
        }
        known.removeAll(ACTIONS);
        return known;
    }

    private void check(ResourceKind kind, Declared declared) {
        if (kind.owner() != null && declared.text(kind.owner().member()).isEmpty()) {
            throw declared.refuse("%s is required".formatted(kind.owner().member()));
        }
        var known = known(kind);
        declared.members().propertyNames().forEach(member -> {
            if (!member.equals("Id") && !known.contains(member)) {
                throw declared.refuse(
                        member, "%s is not a member of %s or of its updates".formatted(member, kind.create()));
            }
        });
        var checked = new HashSet<>(known);
        for (var part : kind.parts()) {
            if (part.add() != null) {
                checked.remove(part.member());
                shapes.checkItems(declared, part.add(), only(declared.members(), Set.of(part.member())));
            }
        }
        Stream.concat(Stream.of(kind.create()), kind.updates().stream())
                .forEach(operation -> shapes.check(
                        declared,
                        operation,
                        only(only(declared.members(), checked), shapes.members(operation)),
                        operation.equals(kind.create())));
        if ((kind.isKeyedByName() || kind.isVersion()) && declared.members().has("Id")) {
            throw declared.refuse("Id", "Id is not possible, because %s identifies it".formatted(kind.nameMember()));
        }
        if (declared.text("Status").equals("SAVED")) {
            throw declared.refuse("Status", "Status is PUBLISHED: a seed declares what runs");
        }
    }

    private Seed toSeed() {
        var tenants = new ArrayList<Seed.Tenant>();
        instances.forEach((alias, instance) -> {
            shapes.check(instance, "CreateInstance", only(instance.members(), shapes.members("CreateInstance")), true);
            var sections = resources.getOrDefault(alias, Map.of());
            requireDistinct(sections);
            tenants.add(new Seed.Tenant(instance, sections));
        });
        return new Seed(tenants, prune);
    }

    private static void requireDistinct(Map<String, List<Declared>> sections) {
        for (var kind : ResourceKind.ALL) {
            var seen = new HashSet<String>();
            for (var declared : sections.getOrDefault(kind.section(), List.of())) {
                var owner =
                        kind.owner() == null ? "" : declared.text(kind.owner().member());
                if (!seen.add(owner + "/" + declared.text(kind.nameMember()))) {
                    throw declared.refuse(kind.nameMember(), "is declared twice");
                }
            }
        }
    }

    /** Returns an object with some of the members. */
    static ObjectNode only(ObjectNode members, Set<String> names) {
        var result = members.objectNode();
        members.properties().forEach(member -> {
            if (names.contains(member.getKey())) {
                result.set(member.getKey(), member.getValue());
            }
        });
        return result;
    }

    private interface ItemReader {
        void read(ObjectNode item, Source source, String path);
    }

    private static void forEach(JsonNode items, Source source, String path, ItemReader reader) {
        if (!items.isArray()) {
            throw source.refuse(path, "%s is not a list".formatted(path));
        }
        for (int i = 0; i < items.size(); i++) {
            var place = "%s[%d]".formatted(path, i);
            reader.read(mapping(items.get(i), source, place), source, place);
        }
    }

    private static ObjectNode mapping(JsonNode node, Source source, String path) {
        if (node instanceof ObjectNode members) {
            return members;
        }
        throw source.refuse(path, "is not a mapping of names to values");
    }
}
