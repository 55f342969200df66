package io.recontact.seed;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type of resource that a seed can declare. A declaration has the members of the operation that creates the resource
 * and of those that update it.
 *
 * @param section the member of an instance that lists the declarations; the list operation is named after it
 * @param type the name of the type in its operations
 * @param nameMember the member that names a resource within its instance or its owner
 * @param idMember the member of a list that identifies a resource for the operations on it
 * @param owner the resource that it is part of; null if it belongs to the instance
 * @param updates the operations that change members
 * @param parts the members that are lists with operations of their own
 */
record ResourceKind(
        String section,
        String type,
        String nameMember,
        String idMember,
        @Nullable Owner owner,
        List<String> updates,
        List<Part> parts) {

    private static final String VERSION = "Version";
    private static final List<String> LEVELS = List.of("LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive");

    /**
     * The resource that another one is part of, such as the hours of an override.
     *
     * @param section the section of such resources
     * @param member the member that names it, which is in the path of the operations
     */
    record Owner(String section, String member) {}

    /**
     * A member that is a list, which operations of its own read and change.
     *
     * @param list the operation that reads it; null if the description of the resource has it
     * @param declared turns an item of the answer into an item of a declaration
     * @param add the operation that adds items in the member of the same name; null if an update replaces the list
     * @param remove the operation that removes items; null if an update replaces the list
     * @param removed the member of that operation that has the items
     * @param key turns an item into what identifies it for that operation; missing if it cannot be removed
     */
    record Part(
            String member,
            @Nullable String list,
            UnaryOperator<JsonNode> declared,
            @Nullable String add,
            @Nullable String remove,
            String removed,
            UnaryOperator<JsonNode> key) {

        /** A list that an update of the resource replaces. */
        static Part replaced(String member, String list) {
            return new Part(member, list, UnaryOperator.identity(), null, null, "", UnaryOperator.identity());
        }

        /** Returns true if the list waits until all resources exist, because it may refer to later ones. */
        boolean isSeededLater() {
            return add != null;
        }
    }

    private static final Part PARENTS = new Part(
            "ParentHoursOfOperationConfigs",
            null,
            UnaryOperator.identity(),
            "AssociateHoursOfOperations",
            "DisassociateHoursOfOperations",
            "ParentHoursOfOperationIds",
            item -> item.path("HoursOfOperationId"));

    private static final Part QUICK_CONNECTS = new Part(
            "QuickConnectIds",
            "ListQueueQuickConnects",
            item -> item.path("Id"),
            "AssociateQueueQuickConnects",
            "DisassociateQueueQuickConnects",
            "QuickConnectIds",
            UnaryOperator.identity());

    /** The default address of a queue is in the list as well, but OutboundEmailConfig declares it. */
    private static final Part EMAIL_ADDRESSES = new Part(
            "EmailAddressesConfig",
            "ListQueueEmailAddresses",
            item -> ((ObjectNode) item).set("EmailAddressId", item.path("Id")),
            "AssociateQueueEmailAddresses",
            "DisassociateQueueEmailAddresses",
            "EmailAddressesId",
            item -> item.path("IsDefaultOutboundEmail").asBoolean(false)
                    ? MissingNode.getInstance()
                    : item.path("EmailAddressId"));

    private static final Part SERVED_QUEUES = new Part(
            "QueueConfigs",
            "ListRoutingProfileQueues",
            item -> {
                var queue = reference(item);
                queue.set("Priority", item.path("Priority"));
                queue.set("Delay", item.path("Delay"));
                return queue;
            },
            "AssociateRoutingProfileQueues",
            "DisassociateRoutingProfileQueues",
            "QueueReferences",
            item -> item.path("QueueReference"));

    private static final Part MANUAL_QUEUES = new Part(
            "ManualAssignmentQueueConfigs",
            "ListRoutingProfileManualAssignmentQueues",
            ResourceKind::reference,
            "AssociateRoutingProfileQueues",
            "DisassociateRoutingProfileQueues",
            "ManualAssignmentQueueReferences",
            item -> item.path("QueueReference"));

    private static final Part PROFICIENCIES = new Part(
            "UserProficiencies",
            "ListUserProficiencies",
            UnaryOperator.identity(),
            "AssociateUserProficiencies",
            "DisassociateUserProficiencies",
            "UserProficiencies",
            item -> only(item, "AttributeName", "AttributeValue"));

    /** All types, each after those that it refers to. Flows refer to others in their content, which may be circular. */
    static final List<ResourceKind> ALL = List.of(
            kind("AgentStatuses", "AgentStatus", "Name", List.of("UpdateAgentStatus")),
            kind("HoursOfOperations", "HoursOfOperation", "Name", List.of("UpdateHoursOfOperation"), PARENTS),
            new ResourceKind(
                    "HoursOfOperationOverrides",
                    "HoursOfOperationOverride",
                    "Name",
                    "HoursOfOperationOverrideId",
                    new Owner("HoursOfOperations", "HoursOfOperationId"),
                    List.of("UpdateHoursOfOperationOverride"),
                    List.of()),
            new ResourceKind(
                    "PredefinedAttributes",
                    "PredefinedAttribute",
                    "Name",
                    "Name",
                    null,
                    List.of("UpdatePredefinedAttribute"),
                    List.of()),
            kind("UserHierarchyGroups", "UserHierarchyGroup", "Name", List.of("UpdateUserHierarchyGroupName")),
            kind("Views", "View", "Name", List.of("UpdateViewMetadata", "UpdateViewContent")),
            versions("View", "Views", "VersionDescription"),
            kind(
                    "ContactFlowModules",
                    "ContactFlowModule",
                    "Name",
                    List.of("UpdateContactFlowModuleMetadata", "UpdateContactFlowModuleContent")),
            versions("ContactFlowModule", "ContactFlowModules", "Description"),
            new ResourceKind(
                    "ContactFlowModuleAliases",
                    "ContactFlowModuleAlias",
                    "AliasName",
                    "AliasName",
                    new Owner("ContactFlowModules", "ContactFlowModuleId"),
                    List.of("UpdateContactFlowModuleAlias"),
                    List.of()),
            kind(
                    "ContactFlows",
                    "ContactFlow",
                    "Name",
                    List.of("UpdateContactFlowMetadata", "UpdateContactFlowContent")),
            versions("ContactFlow", "ContactFlows", "Description"),
            kind(
                    "SecurityProfiles",
                    "SecurityProfile",
                    "SecurityProfileName",
                    List.of("UpdateSecurityProfile"),
                    Part.replaced("Permissions", "ListSecurityProfilePermissions"),
                    Part.replaced("Applications", "ListSecurityProfileApplications"),
                    Part.replaced("AllowedFlowModules", "ListSecurityProfileFlowModules"),
                    Part.replaced("AllowedAIAgents", "ListSecurityProfileAIAgents")),
            kind(
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
                    QUICK_CONNECTS,
                    EMAIL_ADDRESSES),
            kind(
                    "RoutingProfiles",
                    "RoutingProfile",
                    "Name",
                    List.of(
                            "UpdateRoutingProfileName",
                            "UpdateRoutingProfileConcurrency",
                            "UpdateRoutingProfileDefaultOutboundQueue",
                            "UpdateRoutingProfileAgentAvailabilityTimer"),
                    SERVED_QUEUES,
                    MANUAL_QUEUES),
            kind(
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
                    PROFICIENCIES),
            kind(
                    "QuickConnects",
                    "QuickConnect",
                    "Name",
                    List.of("UpdateQuickConnectName", "UpdateQuickConnectConfig")));

    private static ResourceKind kind(
            String section, String type, String nameMember, List<String> updates, Part... parts) {
        return new ResourceKind(section, type, nameMember, "Id", null, updates, List.of(parts));
    }

    private static ResourceKind versions(String type, String owners, String nameMember) {
        return new ResourceKind(
                type + "Versions",
                type + VERSION,
                nameMember,
                VERSION,
                new Owner(owners, type + "Id"),
                List.of(),
                List.of());
    }

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

    /** Returns the operation that deletes a resource, or disables it if the API has no such operation. */
    String delete() {
        return canBeDeleted() ? "Delete" + type : updates.getFirst();
    }

    /** Returns the body of the operation that deletes a resource; null if it has none. */
    @Nullable JsonNode deletion() {
        return canBeDeleted() ? null : JsonNodeFactory.instance.objectNode().put("State", "DISABLED");
    }

    private boolean canBeDeleted() {
        return !type.equals("AgentStatus");
    }

    String list() {
        return "List" + section;
    }

    /** Returns true if its name identifies a resource, so that it has no id. */
    boolean isKeyedByName() {
        return idMember.equals(nameMember);
    }

    /** Returns true if the service numbers such resources. They never change, and their description is their name. */
    boolean isVersion() {
        return idMember.equals(VERSION);
    }

    /** Returns the member by which a resource of this type names others of it that must exist before. */
    String parentMember() {
        return section.equals("UserHierarchyGroups") ? "ParentGroupId" : PARENTS.member();
    }

    /** Returns the name of a resource in an item of a list; empty if it has none, as the queue of an agent. */
    String name(JsonNode item) {
        return isVersion()
                ? item.path("VersionDescription").asString("")
                : item.path("Name").asString(item.path(nameMember).asString(""));
    }

    /** Finds the part of a member. */
    Optional<Part> part(String member) {
        return parts.stream().filter(part -> part.member.equals(member)).findFirst();
    }

    /** Adds members of declarations to a description, which has them under another name. */
    void completeDescription(ObjectNode there) {
        switch (section) {
            case "HoursOfOperations" -> {
                var parents = there.putArray(PARENTS.member());
                for (var parent : there.path("ParentHoursOfOperations")) {
                    parents.addObject().set("HoursOfOperationId", parent.path("Id"));
                }
            }
            case "UserHierarchyGroups" -> {
                var level = there.path("LevelId").asInt(1);
                if (level > 1) {
                    var parent = there.path("HierarchyPath").path(LEVELS.get(level - 2));
                    there.set("ParentGroupId", parent.path("Id"));
                }
            }
            case "ContactFlowModuleAliases" -> {
                there.set("AliasName", there.path("Name"));
                there.set("ContactFlowModuleVersion", there.path(VERSION));
            }
            case "ContactFlows" -> there.set("ContactFlowState", there.path("State"));
            default -> {}
        }
    }

    private static ObjectNode reference(JsonNode item) {
        var queue = JsonNodeFactory.instance.objectNode();
        queue.set("QueueReference", only(item, "QueueId", "Channel"));
        return queue;
    }

    private static JsonNode only(JsonNode item, String... members) {
        var result = JsonNodeFactory.instance.objectNode();
        for (var member : members) {
            result.set(member, item.path(member));
        }
        return result;
    }
}
