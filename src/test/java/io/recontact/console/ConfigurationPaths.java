package io.recontact.console;

import io.recontact.configuration.Permission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The pages of the configuration with the permissions that they need. */
final class ConfigurationPaths {

    /** The permissions that managers of new instances lack. */
    static final Set<Permission> FOR_ADMINISTRATORS = EnumSet.of(
            Permission.SECURITY_PROFILES_CREATE,
            Permission.SECURITY_PROFILES_EDIT,
            Permission.SECURITY_PROFILES_DELETE,
            Permission.FLOWS_VIEW,
            Permission.FLOWS_CREATE,
            Permission.FLOWS_EDIT,
            Permission.FLOWS_PUBLISH,
            Permission.FLOWS_DELETE,
            Permission.FLOW_MODULES_VIEW,
            Permission.FLOW_MODULES_CREATE,
            Permission.FLOW_MODULES_EDIT,
            Permission.FLOW_MODULES_PUBLISH,
            Permission.FLOW_MODULES_DELETE,
            Permission.VIEWS_VIEW,
            Permission.VIEWS_CREATE,
            Permission.VIEWS_EDIT,
            Permission.VIEWS_DELETE,
            Permission.CHAT_TEST_MODE,
            Permission.INSTANCE_VIEW,
            Permission.INSTANCE_EDIT);

    private ConfigurationPaths() {}

    static Map<String, Permission> all() {
        var pages = new HashMap<String, Permission>();
        resource(pages, "queues", "QUEUES", Permission.QUEUES_EDIT);
        resource(pages, "hours-of-operation", "HOURS_OF_OPERATION", Permission.HOURS_OF_OPERATION_DELETE);
        resource(pages, "routing-profiles", "ROUTING_PROFILES", Permission.ROUTING_PROFILES_EDIT);
        resource(pages, "quick-connects", "QUICK_CONNECTS", Permission.QUICK_CONNECTS_DELETE);
        resource(pages, "security-profiles", "SECURITY_PROFILES", Permission.SECURITY_PROFILES_DELETE);
        resource(pages, "flows", "FLOWS", Permission.FLOWS_DELETE);
        resource(pages, "agent-statuses", "AGENT_STATUSES", Permission.AGENT_STATUSES_EDIT);
        resource(pages, "/console/users", "USERS", Permission.USERS_DELETE);
        resource(pages, "hierarchy-groups", "HIERARCHY_GROUPS", Permission.HIERARCHY_GROUPS_EDIT);
        resource(pages, "predefined-attributes", "PREDEFINED_ATTRIBUTES", Permission.PREDEFINED_ATTRIBUTES_DELETE);
        resource(pages, "flow-modules", "FLOW_MODULES", Permission.FLOW_MODULES_DELETE);
        resource(pages, "views", "VIEWS", Permission.VIEWS_DELETE);
        content(pages, "flows", Permission.FLOWS_EDIT, Permission.FLOWS_PUBLISH);
        content(pages, "flow-modules", Permission.FLOW_MODULES_EDIT, Permission.FLOW_MODULES_PUBLISH);
        content(pages, "views", Permission.VIEWS_EDIT, Permission.VIEWS_EDIT);
        var override = "/console/configuration/hours-overrides";
        pages.put(override, Permission.HOURS_OF_OPERATION_VIEW);
        pages.put(override + "/{id}", Permission.HOURS_OF_OPERATION_VIEW);
        pages.put(override + "/new", Permission.HOURS_OF_OPERATION_EDIT);
        pages.put(override + "/{id}/edit", Permission.HOURS_OF_OPERATION_EDIT);
        pages.put(override + "/{id}/delete", Permission.HOURS_OF_OPERATION_EDIT);
        pages.put("/console/configuration/hierarchy-groups/levels", Permission.HIERARCHY_GROUPS_EDIT);
        var aliases = "/console/configuration/flow-modules/{id}/aliases";
        pages.put(aliases + "/new", Permission.FLOW_MODULES_PUBLISH);
        pages.put(aliases + "/{alias}/edit", Permission.FLOW_MODULES_PUBLISH);
        pages.put(aliases + "/{alias}/delete", Permission.FLOW_MODULES_PUBLISH);
        pages.put("/console/configuration/instance", Permission.INSTANCE_VIEW);
        pages.put("/console/configuration/instance/edit", Permission.INSTANCE_EDIT);
        var flow = "/console/configuration/flows/{id}";
        pages.put(flow + "/test", Permission.CHAT_TEST_MODE);
        pages.put(flow + "/test/log", Permission.CHAT_TEST_MODE);
        pages.put(flow + "/test/message", Permission.CHAT_TEST_MODE);
        pages.put(flow + "/test/end", Permission.CHAT_TEST_MODE);
        return pages;
    }

    private static void content(Map<String, Permission> pages, String name, Permission edit, Permission publish) {
        var path = "/console/configuration/%s/{id}".formatted(name);
        pages.put(path + "/content", edit);
        pages.put(path + "/publish", publish);
        pages.put(path + "/versions", publish);
        pages.put(path + "/versions/{number}/delete", publish);
    }

    private static void resource(Map<String, Permission> pages, String name, String permissions, Permission delete) {
        var path = name.startsWith("/") ? name : "/console/configuration/" + name;
        pages.put(path, Permission.valueOf(permissions + "_VIEW"));
        pages.put(path + "/{id}", Permission.valueOf(permissions + "_VIEW"));
        pages.put(path + "/new", Permission.valueOf(permissions + "_CREATE"));
        pages.put(path + "/{id}/edit", Permission.valueOf(permissions + "_EDIT"));
        pages.put(path + "/{id}/delete", delete);
    }
}
