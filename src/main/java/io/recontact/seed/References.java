package io.recontact.seed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the names by which declarations refer to resources of their instance by ids. */
final class References {

    /** The section of the resources that a member refers to, wherever the member is. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("HoursOfOperationId", "HoursOfOperations"),
            Map.entry("QueueId", "Queues"),
            Map.entry("DefaultOutboundQueueId", "Queues"),
            Map.entry("RoutingProfileId", "RoutingProfiles"),
            Map.entry("SecurityProfileIds", "SecurityProfiles"),
            Map.entry("HierarchyGroupId", "UserHierarchyGroups"),
            Map.entry("ParentGroupId", "UserHierarchyGroups"),
            Map.entry("AllowedAccessControlHierarchyGroupId", "UserHierarchyGroups"),
            Map.entry("ContactFlowId", "ContactFlows"),
            Map.entry("OutboundFlowId", "ContactFlows"),
            Map.entry("ContactFlowModuleId", "ContactFlowModules"),
            Map.entry("FlowModuleId", "ContactFlowModules"),
            Map.entry("ViewId", "Views"),
            Map.entry("UserId", "Users"),
            Map.entry("QuickConnectIds", "QuickConnects"));

    /** A reference within the content of a flow, such as <code>${Queues.Orders}</code>. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z]\\w+)\\.([^}]+)}");

    private final Map<String, Map<String, String>> ids = new HashMap<>();

    void add(String section, String name, String id) {
        ids.computeIfAbsent(section, _ -> new HashMap<>()).put(name, id);
    }

    Optional<String> find(String section, String name) {
        return Optional.ofNullable(ids.getOrDefault(section, Map.of()).get(name));
    }

    /** Returns the members of a declaration with ids in place of names. */
    ObjectNode resolve(Declared declared) {
        var result = declared.members().objectNode();
        declared.members().properties().forEach(member -> {
            var name = member.getKey();
            result.set(
                    name,
                    name.equals("Content") && member.getValue().isString()
                            ? fill(declared, member.getValue().asString())
                            : resolve(declared, name, name, member.getValue()));
        });
        return result;
    }

    private JsonNode resolve(Declared declared, String path, String member, JsonNode value) {
        return switch (value) {
            case ObjectNode members
            when !member.equals("Tags") -> {
                var result = members.objectNode();
                members.properties()
                        .forEach(entry -> result.set(
                                entry.getKey(),
                                resolve(declared, path + "." + entry.getKey(), entry.getKey(), entry.getValue())));
                yield result;
            }
            case ArrayNode items -> {
                var result = items.arrayNode();
                for (var item : items) {
                    result.add(resolve(declared, "%s[%d]".formatted(path, result.size()), member, item));
                }
                yield result;
            }
            default ->
                value.isString() && SECTIONS.containsKey(member)
                        ? JsonNodeFactory.instance.stringNode(
                                id(declared, path, String.valueOf(SECTIONS.get(member)), value.asString()))
                        : value;
        };
    }

    private JsonNode fill(Declared declared, String content) {
        return JsonNodeFactory.instance.stringNode(PLACEHOLDER
                .matcher(content)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(id(declared, "Content", reference.group(1), reference.group(2)))));
    }

    private String id(Declared declared, String path, String section, String text) {
        if (text.startsWith("arn:")) {
            return text.substring(text.lastIndexOf('/') + 1);
        }
        return find(section, text)
                .or(() -> isId(text) ? Optional.of(text) : Optional.empty())
                .orElseThrow(() ->
                        declared.refuse(path, "%s names \"%s\", which is not in %s".formatted(path, text, section)));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException _) { // it is a name
            return false;
        }
    }
}
