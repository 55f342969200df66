package io.recontact.console.web.configuration;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleUser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources that pages configure, with their paths, words and permissions. */
public enum ResourceKind {
    QUEUES(
            "/console/configuration/queues",
            new Words("Queue", "Queues", "Where contacts wait for agents"),
            Permission.QUEUES_VIEW,
            Permission.QUEUES_CREATE,
            Permission.QUEUES_EDIT,
            Permission.QUEUES_EDIT),
    HOURS_OF_OPERATION(
            "/console/configuration/hours-of-operation",
            new Words("Hours of operation", "Hours of operation", "When queues are open"),
            Permission.HOURS_OF_OPERATION_VIEW,
            Permission.HOURS_OF_OPERATION_CREATE,
            Permission.HOURS_OF_OPERATION_EDIT,
            Permission.HOURS_OF_OPERATION_DELETE),
    HOURS_OVERRIDES(
            "/console/configuration/hours-overrides",
            new Words("Override of hours", "Overrides of hours", "Other hours on some days, once or again and again"),
            Permission.HOURS_OF_OPERATION_VIEW,
            Permission.HOURS_OF_OPERATION_EDIT,
            Permission.HOURS_OF_OPERATION_EDIT,
            Permission.HOURS_OF_OPERATION_EDIT),
    ROUTING_PROFILES(
            "/console/configuration/routing-profiles",
            new Words(
                    "Routing profile", "Routing profiles", "Which queues agents serve, and how many contacts at once"),
            Permission.ROUTING_PROFILES_VIEW,
            Permission.ROUTING_PROFILES_CREATE,
            Permission.ROUTING_PROFILES_EDIT,
            Permission.ROUTING_PROFILES_EDIT),
    QUICK_CONNECTS(
            "/console/configuration/quick-connects",
            new Words("Quick connect", "Quick connects", "Where agents transfer contacts to"),
            Permission.QUICK_CONNECTS_VIEW,
            Permission.QUICK_CONNECTS_CREATE,
            Permission.QUICK_CONNECTS_EDIT,
            Permission.QUICK_CONNECTS_DELETE),
    AGENT_STATUSES(
            "/console/configuration/agent-statuses",
            new Words("Agent status", "Agent statuses", "What agents can set: Available, Lunch, Offline"),
            Permission.AGENT_STATUSES_VIEW,
            Permission.AGENT_STATUSES_CREATE,
            Permission.AGENT_STATUSES_EDIT,
            null),
    SECURITY_PROFILES(
            "/console/configuration/security-profiles",
            new Words("Security profile", "Security profiles", "What users may do"),
            Permission.SECURITY_PROFILES_VIEW,
            Permission.SECURITY_PROFILES_CREATE,
            Permission.SECURITY_PROFILES_EDIT,
            Permission.SECURITY_PROFILES_DELETE),
    FLOWS(
            "/console/configuration/flows",
            new Words("Flow", "Flows", "What happens to contacts, block by block"),
            Permission.FLOWS_VIEW,
            Permission.FLOWS_CREATE,
            Permission.FLOWS_EDIT,
            Permission.FLOWS_DELETE,
            Permission.FLOWS_PUBLISH),
    FLOW_MODULES(
            "/console/configuration/flow-modules",
            new Words("Flow module", "Flow modules", "Blocks that flows share"),
            Permission.FLOW_MODULES_VIEW,
            Permission.FLOW_MODULES_CREATE,
            Permission.FLOW_MODULES_EDIT,
            Permission.FLOW_MODULES_DELETE,
            Permission.FLOW_MODULES_PUBLISH),
    VIEWS(
            "/console/configuration/views",
            new Words("View", "Views", "Pages that flows show to customers and agents"),
            Permission.VIEWS_VIEW,
            Permission.VIEWS_CREATE,
            Permission.VIEWS_EDIT,
            Permission.VIEWS_DELETE,
            Permission.VIEWS_EDIT),
    HIERARCHY_GROUPS(
            "/console/configuration/hierarchy-groups",
            new Words("Hierarchy group", "Hierarchy groups", "Sites and teams that users belong to"),
            Permission.HIERARCHY_GROUPS_VIEW,
            Permission.HIERARCHY_GROUPS_CREATE,
            Permission.HIERARCHY_GROUPS_EDIT,
            Permission.HIERARCHY_GROUPS_EDIT),
    PREDEFINED_ATTRIBUTES(
            "/console/configuration/predefined-attributes",
            new Words(
                    "Predefined attribute", "Predefined attributes", "What users are proficient in, such as languages"),
            Permission.PREDEFINED_ATTRIBUTES_VIEW,
            Permission.PREDEFINED_ATTRIBUTES_CREATE,
            Permission.PREDEFINED_ATTRIBUTES_EDIT,
            Permission.PREDEFINED_ATTRIBUTES_DELETE),
    USERS(
            "/console/users",
            new Words("User", "Users", "The people who sign in: agents and managers"),
            Permission.USERS_VIEW,
            Permission.USERS_CREATE,
            Permission.USERS_EDIT,
            Permission.USERS_DELETE);

    /** The words of a kind in titles. */
    public record Words(String singular, String plural, String description) {}

    private final String path;
    private final String singular;
    private final String plural;
    private final String description;
    private final Permission view;
    private final Permission create;
    private final Permission edit;
    private final @Nullable Permission delete;
    private final @Nullable Permission publish;

    ResourceKind(
            String path,
            Words words,
            Permission view,
            Permission create,
            Permission edit,
            @Nullable Permission delete) {
        this(path, words, view, create, edit, delete, null);
    }

    /** A kind with content, which has versions. */
    ResourceKind(
            String path,
            Words words,
            Permission view,
            Permission create,
            Permission edit,
            @Nullable Permission delete,
            @Nullable Permission publish) {
        this.path = path;
        this.singular = words.singular();
        this.plural = words.plural();
        this.description = words.description();
        this.view = view;
        this.create = create;
        this.edit = edit;
        this.delete = delete;
        this.publish = publish;
    }

    /** Returns the permissions that the pages of all kinds need, most specific path first. */
    public static Map<String, Permission> permissions() {
        var permissions = new LinkedHashMap<String, Permission>();
        for (var kind : values()) {
            if (kind.publish != null) {
                permissions.put(kind.path + "/*/content", kind.edit);
                permissions.put(kind.path + "/*/publish", kind.publish);
                permissions.put(kind.path + "/*/versions", kind.publish);
                permissions.put(kind.path + "/*/versions/*/delete", kind.publish);
            }
            permissions.put(kind.path + "/new", kind.create);
            permissions.put(kind.path + "/*/edit", kind.edit);
            permissions.put(kind.path + "/*/delete", kind.delete == null ? kind.edit : kind.delete);
            permissions.put(kind.path + "/*", kind.view);
            permissions.put(kind.path, kind.view);
        }
        return permissions;
    }

    /** Returns the path of the list. */
    public String path() {
        return path;
    }

    /** Returns the words of titles. */
    public Words words() {
        return new Words(singular, plural, description);
    }

    /** Returns the permission to see them. */
    Permission view() {
        return view;
    }

    /** Returns the permission to change them. */
    Permission edit() {
        return edit;
    }

    /** Returns true if the user may create one. */
    public boolean mayCreate(ConsoleUser user) {
        return user.may(create);
    }

    /** Returns true if the user may change one. */
    public boolean mayEdit(ConsoleUser user) {
        return user.may(edit);
    }

    /** Returns true if the user may publish content and keep versions of it; false for kinds without content. */
    public boolean mayPublish(ConsoleUser user) {
        return publish != null && user.may(publish);
    }

    /**
     * Checks that the kind can be deleted.
     *
     * @throws ResourceNotFoundException if it cannot, so it has no such page
     */
    void requireDeletable() {
        if (delete == null) {
            throw new ResourceNotFoundException("%s cannot be deleted".formatted(plural));
        }
    }

    /** Returns true if the user may delete one; false for kinds that are not deleted. */
    public boolean mayDelete(ConsoleUser user) {
        return delete != null && user.may(delete);
    }
}
