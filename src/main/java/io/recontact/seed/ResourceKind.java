package io.recontact.seed;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A type of resource that a seed can declare. A declaration has the members of the operation that creates the resource
 * and of those that update it.
 *
 * @param section the member of an instance that lists the declarations; the list operation is named after it
 * @param type the name of the type in its operations
 * @param nameMember the member that names a resource within its instance
 * @param updates the operations that change members; those that the service does not have are left out
 * @param parts the members that are lists with operations of their own
 */
record ResourceKind(String section, String type, String nameMember, List<String> updates, List<Part> parts) {

    /**
     * A member that is a list, which operations of its own read and change.
     *
     * @param list the operation that reads it; the seed does not compare the member if the service lacks it
     * @param declared turns an item of the answer into an item of a declaration
     * @param add the operation that adds items in the member of the same name; null if an update replaces the list
     * @param remove the operation that removes items; null if an update replaces the list
     * @param removed the member of that operation that has the items
     * @param key turns an item of a declaration into what identifies it for that operation
     */
    record Part(
            String member,
            String list,
            UnaryOperator<JsonNode> declared,
            @Nullable String add,
            @Nullable String remove,
            String removed,
            UnaryOperator<JsonNode> key) {}

    private static final Part PERMISSIONS = new Part(
            "Permissions",
            "ListSecurityProfilePermissions",
            UnaryOperator.identity(),
            null,
            null,
            "",
            UnaryOperator.identity());

    private static final Part QUICK_CONNECTS = new Part(
            "QuickConnectIds",
            "ListQueueQuickConnects",
            item -> item.path("Id"),
            "AssociateQueueQuickConnects",
            "DisassociateQueueQuickConnects",
            "QuickConnectIds",
            UnaryOperator.identity());

    private static final Part SERVED_QUEUES = new Part(
            "QueueConfigs",
            "ListRoutingProfileQueues",
            item -> {
                var queue = JsonNodeFactory.instance.objectNode();
                queue.set("QueueReference", only(item, "QueueId", "Channel"));
                queue.set("Priority", item.path("Priority"));
                queue.set("Delay", item.path("Delay"));
                return queue;
            },
            "AssociateRoutingProfileQueues",
            "DisassociateRoutingProfileQueues",
            "QueueReferences",
            item -> item.path("QueueReference"));

    private static final Part PROFICIENCIES = new Part(
            "UserProficiencies",
            "ListUserProficiencies",
            UnaryOperator.identity(),
            "AssociateUserProficiencies",
            "DisassociateUserProficiencies",
            "UserProficiencies",
            item -> only(item, "AttributeName", "AttributeValue"));

    /** All types, each after those that it refers to. */
    static final List<ResourceKind> ALL = List.of(
            new ResourceKind("AgentStatuses", "AgentStatus", "Name", List.of("UpdateAgentStatus"), List.of()),
            new ResourceKind(
                    "HoursOfOperations", "HoursOfOperation", "Name", List.of("UpdateHoursOfOperation"), List.of()),
            new ResourceKind(
                    "SecurityProfiles",
                    "SecurityProfile",
                    "SecurityProfileName",
                    List.of("UpdateSecurityProfile"),
                    List.of(PERMISSIONS)),
            new ResourceKind(
                    "PredefinedAttributes",
                    "PredefinedAttribute",
                    "Name",
                    List.of("UpdatePredefinedAttribute"),
                    List.of()),
            new ResourceKind(
                    "UserHierarchyGroups",
                    "UserHierarchyGroup",
                    "Name",
                    List.of("UpdateUserHierarchyGroupName"),
                    List.of()),
            new ResourceKind(
                    "Queues",
                    "Queue",
                    "Name",
                    List.of(
                            "UpdateQueueName",
                            "UpdateQueueHoursOfOperation",
                            "UpdateQueueMaxContacts",
                            "UpdateQueueOutboundCallerConfig",
                            "UpdateQueueOutboundEmailConfig",
                            "UpdateQueueStatus"),
                    List.of(QUICK_CONNECTS)),
            new ResourceKind(
                    "RoutingProfiles",
                    "RoutingProfile",
                    "Name",
                    List.of(
                            "UpdateRoutingProfileName",
                            "UpdateRoutingProfileConcurrency",
                            "UpdateRoutingProfileDefaultOutboundQueue",
                            "UpdateRoutingProfileAgentAvailabilityTimer"),
                    List.of(SERVED_QUEUES)),
            new ResourceKind(
                    "Users",
                    "User",
                    "Username",
                    List.of(
                            "UpdateUserIdentityInfo",
                            "UpdateUserPhoneConfig",
                            "UpdateUserRoutingProfile",
                            "UpdateUserSecurityProfiles",
                            "UpdateUserHierarchy",
                            "UpdateUserConfig"),
                    List.of(PROFICIENCIES)),
            new ResourceKind(
                    "ContactFlowModules",
                    "ContactFlowModule",
                    "Name",
                    List.of("UpdateContactFlowModuleMetadata", "UpdateContactFlowModuleContent"),
                    List.of()),
            new ResourceKind(
                    "ContactFlows",
                    "ContactFlow",
                    "Name",
                    List.of("UpdateContactFlowMetadata", "UpdateContactFlowContent"),
                    List.of()),
            new ResourceKind(
                    "QuickConnects",
                    "QuickConnect",
                    "Name",
                    List.of("UpdateQuickConnectName", "UpdateQuickConnectConfig"),
                    List.of()),
            new ResourceKind("Views", "View", "Name", List.of("UpdateViewMetadata", "UpdateViewContent"), List.of()));

    /** Finds the type whose declarations are in a section. */
    static Optional<ResourceKind> of(String section) {
        return ALL.stream().filter(kind -> kind.section.equals(section)).findFirst();
    }

    String create() {
        return "Create" + type;
    }

    String describe() {
        return "Describe" + type;
    }

    String delete() {
        return "Delete" + type;
    }

    String list() {
        return "List" + section;
    }

    /** Returns true if its name identifies a resource, so that it has no id. */
    boolean isKeyedByName() {
        return type.equals("PredefinedAttribute");
    }

    /** Finds the part of a member. */
    Optional<Part> part(String member) {
        return parts.stream().filter(part -> part.member.equals(member)).findFirst();
    }

    private static JsonNode only(JsonNode item, String... members) {
        var result = JsonNodeFactory.instance.objectNode();
        for (var member : members) {
            result.set(member, item.path(member));
        }
        return result;
    }
}
