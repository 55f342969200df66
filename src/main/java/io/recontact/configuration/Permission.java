package io.recontact.configuration;

/**
 * The permissions of security profiles that the console enforces. A profile may name others, which have no effect.
 *
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/security-profile-list.html">List of security
 *     profile permissions</a>
 */
public enum Permission {
    /** Finds contacts and shows their facts. */
    CONTACT_SEARCH("ContactSearch.View"),
    /** Finds contacts by the words of their transcripts. */
    CONTACT_SEARCH_WITH_KEYWORDS("ContactSearchWithKeywords.View"),
    /** Shows the attributes of contacts. */
    CONTACT_ATTRIBUTES("ContactAttributes.View"),
    /** Reads transcripts. */
    CONTACT_TRANSCRIPTS("ContactTranscripts.Unredacted.Access"),
    /** Downloads transcripts. */
    CONTACT_TRANSCRIPTS_DOWNLOAD("ContactTranscripts.Unredacted.DownloadButton"),
    /** Takes chats and tasks as an agent. */
    BASIC_AGENT_ACCESS("BasicAgentAccess"),
    /** Shows quick replies. */
    CONTENT_MANAGEMENT_VIEW("ContentManagement.View"),
    /** Changes quick replies. */
    CONTENT_MANAGEMENT_EDIT("ContentManagement.Edit"),
    /** Shows users. */
    USERS_VIEW("Users.View"),
    /** Changes users except for their security profiles, and gives them new one-time passwords. */
    USERS_EDIT("Users.Edit"),
    /** Shows queues. */
    QUEUES_VIEW("Queues.View"),
    /** Creates queues. */
    QUEUES_CREATE("Queues.Create"),
    /** Changes, disables and deletes queues. Amazon Connect has no permission to delete them. */
    QUEUES_EDIT("Queues.Edit"),
    /** Shows hours of operation. */
    HOURS_OF_OPERATION_VIEW("HoursOfOperation.View"),
    /** Creates hours of operation. */
    HOURS_OF_OPERATION_CREATE("HoursOfOperation.Create"),
    /** Changes hours of operation. */
    HOURS_OF_OPERATION_EDIT("HoursOfOperation.Edit"),
    /** Deletes hours of operation. */
    HOURS_OF_OPERATION_DELETE("HoursOfOperation.Delete"),
    /** Shows routing profiles. */
    ROUTING_PROFILES_VIEW("RoutingPolicies.View"),
    /** Creates routing profiles. */
    ROUTING_PROFILES_CREATE("RoutingPolicies.Create"),
    /** Changes and deletes routing profiles. Amazon Connect has no permission to delete them. */
    ROUTING_PROFILES_EDIT("RoutingPolicies.Edit"),
    /** Shows quick connects. */
    QUICK_CONNECTS_VIEW("TransferDestinations.View"),
    /** Creates quick connects. */
    QUICK_CONNECTS_CREATE("TransferDestinations.Create"),
    /** Changes quick connects. */
    QUICK_CONNECTS_EDIT("TransferDestinations.Edit"),
    /** Deletes quick connects. */
    QUICK_CONNECTS_DELETE("TransferDestinations.Delete"),
    /** Shows agent statuses. */
    AGENT_STATUSES_VIEW("AgentStates.View"),
    /** Creates agent statuses. */
    AGENT_STATUSES_CREATE("AgentStates.Create"),
    /** Changes agent statuses. */
    AGENT_STATUSES_EDIT("AgentStates.Edit"),
    /** Shows security profiles. */
    SECURITY_PROFILES_VIEW("SecurityProfiles.View"),
    /** Creates security profiles. */
    SECURITY_PROFILES_CREATE("SecurityProfiles.Create"),
    /** Changes security profiles. */
    SECURITY_PROFILES_EDIT("SecurityProfiles.Edit"),
    /** Deletes security profiles. */
    SECURITY_PROFILES_DELETE("SecurityProfiles.Delete"),
    /** Creates users. */
    USERS_CREATE("Users.Create"),
    /** Deletes users. */
    USERS_DELETE("Users.Delete"),
    /** Gives users other security profiles. */
    USERS_EDIT_PERMISSION("Users.EditPermission"),
    /** Shows flows. */
    FLOWS_VIEW("ContactFlows.View"),
    /** Creates flows. */
    FLOWS_CREATE("ContactFlows.Create"),
    /** Changes flows. */
    FLOWS_EDIT("ContactFlows.Edit"),
    /** Publishes flows, and creates and deletes their versions. */
    FLOWS_PUBLISH("ContactFlows.Publish"),
    /** Deletes flows. */
    FLOWS_DELETE("ContactFlows.Delete"),
    /** Shows flow modules. */
    FLOW_MODULES_VIEW("ContactFlowModules.View"),
    /** Creates flow modules, which publishes them. */
    FLOW_MODULES_CREATE("ContactFlowModules.Create"),
    /** Changes flow modules. */
    FLOW_MODULES_EDIT("ContactFlowModules.Edit"),
    /** Publishes flow modules, and changes their versions and aliases. */
    FLOW_MODULES_PUBLISH("ContactFlowModules.Publish"),
    /** Deletes flow modules. */
    FLOW_MODULES_DELETE("ContactFlowModules.Delete"),
    /** Shows views. */
    VIEWS_VIEW("Views.View"),
    /** Creates views. */
    VIEWS_CREATE("Views.Create"),
    /** Changes and publishes views, and changes their versions. */
    VIEWS_EDIT("Views.Edit"),
    /** Deletes views. */
    VIEWS_DELETE("Views.Remove"),
    /** Shows the user hierarchy. */
    HIERARCHY_GROUPS_VIEW("AgentGrouping.View"),
    /** Creates groups of the user hierarchy. */
    HIERARCHY_GROUPS_CREATE("AgentGrouping.Create"),
    /** Changes and deletes groups of the user hierarchy, and changes its levels. */
    HIERARCHY_GROUPS_EDIT("AgentGrouping.Edit"),
    /** Shows predefined attributes. */
    PREDEFINED_ATTRIBUTES_VIEW("PredefinedAttributes.View"),
    /** Creates predefined attributes. */
    PREDEFINED_ATTRIBUTES_CREATE("PredefinedAttributes.Create"),
    /** Changes predefined attributes. */
    PREDEFINED_ATTRIBUTES_EDIT("PredefinedAttributes.Edit"),
    /** Deletes predefined attributes. */
    PREDEFINED_ATTRIBUTES_DELETE("PredefinedAttributes.Delete"),
    /** Starts chats with a flow to test it. */
    CHAT_TEST_MODE("ChatTestMode"),
    /** Shows the attributes of the instance. Not a permission of Amazon Connect. */
    INSTANCE_VIEW("Instance.View"),
    /** Changes the attributes of the instance. Not a permission of Amazon Connect. */
    INSTANCE_EDIT("Instance.Edit"),
    /** Shows the queues and agents of this moment. */
    REAL_TIME_METRICS("AccessMetrics.RealTimeMetrics.Access"),
    /** Shows the metrics of the day. */
    HISTORICAL_METRICS("AccessMetrics.HistoricalMetrics.Access"),
    /** Changes the status of agents. */
    AGENT_STATUS_CHANGE("AgentStates.EnableAndDisable"),
    /** Watches live chats silently. */
    MONITOR_CONTACTS("ManagerListenIn"),
    /** Joins live chats that it watches. */
    BARGE_INTO_CONTACTS("ManagerBargeIn"),
    /** Stops contacts. */
    STOP_CONTACTS("StopContact.Enabled"),
    /** Shows legal holds. Not a permission of Amazon Connect. */
    LEGAL_HOLDS_VIEW("LegalHolds.View"),
    /** Places and releases legal holds. Not a permission of Amazon Connect. */
    LEGAL_HOLDS_EDIT("LegalHolds.Edit"),
    /** Erases contacts and customers. Not a permission of Amazon Connect. */
    CONTACT_DATA_DELETE("ContactData.Delete"),
    /** Exports all that is kept of a customer. Not a permission of Amazon Connect. */
    CONTACT_DATA_EXPORT("ContactData.Export"),
    /** Imports contacts and transcripts. Not a permission of Amazon Connect. */
    CONTACT_DATA_IMPORT("ContactData.Import");

    private final String permission;

    Permission(String permission) {
        this.permission = permission;
    }

    /** Returns its name in security profiles. */
    public String permission() {
        return permission;
    }
}
