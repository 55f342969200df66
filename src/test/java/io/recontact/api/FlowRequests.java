package io.recontact.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Requests to change flows, and to create and change flow modules and views with their versions and aliases. */
final class FlowRequests {

    private static final String MODULE = """
            {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
              {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}]}""";

    private static final String TAGS = """
            {"TagCondition": {"TagKey": "a", "TagValue": "b"}, "AndConditions": [{"TagKey": "a", "TagValue": "b"}],
             "OrConditions": [[{"TagKey": "a", "TagValue": "b"}]]}""";

    private final RequestFixtures given;

    private FlowRequests(RequestFixtures given) {
        this.given = given;
    }

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        var requests = new HashMap<String, Supplier<String>>();
        var factory = new FlowRequests(given);
        factory.flows(requests);
        factory.modules(requests);
        factory.aliases(requests);
        factory.views(requests);
        return requests;
    }

    private void flows(Map<String, Supplier<String>> requests) {
        requests.put(
                "UpdateContactFlowName",
                () -> given.within(
                        "ContactFlowId", given.newFlow(), "Name", RequestFixtures.name(), "Description", "d"));
        requests.put("CreateContactFlowVersion", () -> {
            var flow = given.newFlow();
            var digest = given.tenant
                    .connect()
                    .describeContactFlow(
                            r -> r.instanceId(given.tenant.instance()).contactFlowId(flow))
                    .contactFlow()
                    .flowContentSha256();
            return """
                    {"InstanceId": "%s", "ContactFlowId": "%s", "Description": "d", "FlowContentSha256": "%s",
                     "ContactFlowVersion": 1, "LastModifiedTime": %d, "LastModifiedRegion": "eu-central-1"}
                    """.formatted(given.tenant.instance(), flow, digest, given.now());
        });
        requests.put(
                "ListContactFlowVersions", () -> given.within("ContactFlowId", flowWithVersion(), "MaxResults", "5"));
        requests.put(
                "DeleteContactFlowVersion",
                () -> given.within("ContactFlowId", flowWithVersion(), "ContactFlowVersion", "1"));
        requests.put(
                "SearchContactFlows",
                () -> search(
                        "\"TypeCondition\": \"CONTACT_FLOW\", \"StateCondition\": \"ACTIVE\","
                                + " \"StatusCondition\": \"PUBLISHED\"",
                        """
                        {"TagFilter": %s,
                         "FlowAttributeFilter": {
                             "TagCondition": {"TagKey": "a", "TagValue": "b"},
                             "ContactFlowTypeCondition": {"ContactFlowType": "CONTACT_FLOW"},
                             "AndCondition": {"TagConditions": [{"TagKey": "a", "TagValue": "b"}],
                                              "ContactFlowTypeCondition": {"ContactFlowType": "CONTACT_FLOW"}},
                             "OrConditions": [{"TagConditions": [{"TagKey": "a", "TagValue": "b"}],
                                               "ContactFlowTypeCondition": {"ContactFlowType": "CONTACT_FLOW"}}]}}
                        """.formatted(TAGS)));
    }

    private void modules(Map<String, Supplier<String>> requests) {
        requests.put("CreateContactFlowModule", () -> """
                {"InstanceId": "%s", "Name": "%s", "Description": "d", "Content": %s, "Tags": {"a": "b"},
                 "ClientToken": "%s", "Settings": "{}", "ExternalInvocationConfiguration": {"Enabled": true}}
                """.formatted(
                        given.tenant.instance(), RequestFixtures.name(), quoted(MODULE), RequestFixtures.random()));
        requests.put("DescribeContactFlowModule", () -> given.within("ContactFlowModuleId", newModule()));
        requests.put(
                "ListContactFlowModules", () -> given.within("ContactFlowModuleState", "ACTIVE", "MaxResults", "5"));
        requests.put(
                "UpdateContactFlowModuleContent",
                () -> given.within(
                        "ContactFlowModuleId", newModule(), "Content", quoted(MODULE), "Settings", "\"{}\""));
        requests.put(
                "UpdateContactFlowModuleMetadata",
                () -> given.within(
                        "ContactFlowModuleId",
                        newModule(),
                        "Name",
                        RequestFixtures.name(),
                        "Description",
                        "d",
                        "State",
                        "ARCHIVED"));
        requests.put("DeleteContactFlowModule", () -> given.within("ContactFlowModuleId", newModule()));
        requests.put(
                "SearchContactFlowModules",
                () -> search(
                        "\"StateCondition\": \"ACTIVE\", \"StatusCondition\": \"PUBLISHED\"",
                        "{\"TagFilter\": %s}".formatted(TAGS)));
        requests.put("CreateContactFlowModuleVersion", () -> {
            var module = newModule();
            var digest = given.tenant
                    .connect()
                    .describeContactFlowModule(
                            r -> r.instanceId(given.tenant.instance()).contactFlowModuleId(module))
                    .contactFlowModule()
                    .flowModuleContentSha256();
            return given.within("ContactFlowModuleId", module, "Description", "d", "FlowModuleContentSha256", digest);
        });
        requests.put(
                "ListContactFlowModuleVersions",
                () -> given.within("ContactFlowModuleId", moduleWithVersion(), "MaxResults", "5"));
        requests.put(
                "DeleteContactFlowModuleVersion",
                () -> given.within("ContactFlowModuleId", moduleWithVersion(), "ContactFlowModuleVersion", "1"));
    }

    private void aliases(Map<String, Supplier<String>> requests) {
        requests.put(
                "CreateContactFlowModuleAlias",
                () -> given.within(
                        "ContactFlowModuleId",
                        moduleWithVersion(),
                        "Description",
                        "d",
                        "ContactFlowModuleVersion",
                        "1",
                        "AliasName",
                        "live"));
        requests.put("DescribeContactFlowModuleAlias", () -> withAlias());
        requests.put(
                "ListContactFlowModuleAliases",
                () -> given.within("ContactFlowModuleId", moduleWithVersion(), "MaxResults", "5"));
        requests.put(
                "UpdateContactFlowModuleAlias",
                () -> withAlias("Name", "other", "Description", "d", "ContactFlowModuleVersion", "1"));
        requests.put("DeleteContactFlowModuleAlias", () -> withAlias());
    }

    private void views(Map<String, Supplier<String>> requests) {
        requests.put("CreateView", () ->
                """
                {"InstanceId": "%s", "Name": "%s", "Description": "d", "Status": "PUBLISHED", "ClientToken": "%s",
                 "Content": {"Template": "{}", "Actions": ["Next"]}, "Tags": {"a": "b"}}
                """.formatted(given.tenant.instance(), RequestFixtures.name(), RequestFixtures.random()));
        requests.put("DescribeView", () -> given.within("ViewId", newView()));
        requests.put("participant DescribeView", this::shownView);
        requests.put("ListViews", () -> given.within("Type", "CUSTOMER_MANAGED", "MaxResults", "5"));
        requests.put("UpdateViewContent", () -> """
                {"InstanceId": "%s", "ViewId": "%s", "Status": "PUBLISHED",
                 "Content": {"Template": "{}", "Actions": ["Next"]}}
                """.formatted(given.tenant.instance(), newView()));
        requests.put(
                "UpdateViewMetadata",
                () -> given.within("ViewId", newView(), "Name", RequestFixtures.name(), "Description", "d"));
        requests.put("DeleteView", () -> given.within("ViewId", newView()));
        requests.put("CreateViewVersion", () -> given.within("ViewId", newView(), "VersionDescription", "d"));
        requests.put("ListViewVersions", () -> given.within("ViewId", viewWithVersion(), "MaxResults", "5"));
        requests.put("DeleteViewVersion", () -> given.within("ViewId", viewWithVersion(), "ViewVersion", "1"));
        requests.put(
                "SearchViews",
                () -> search(
                        "\"ViewTypeCondition\": \"CUSTOMER_MANAGED\", \"ViewStatusCondition\": \"PUBLISHED\"", """
                        {"AttributeFilter": {"TagCondition": {"TagKey": "a", "TagValue": "b"},
                                             "AndCondition": {"TagConditions": [{"TagKey": "a", "TagValue": "b"}]},
                                             "OrConditions": [{"TagConditions": [{"TagKey": "a", "TagValue": "b"}]}]}}
                        """));
    }

    /** A request of a Search operation with conditions that only some resources have. */
    private String search(String conditions, String filter) {
        return given.search(filter).replace("\"SearchCriteria\": {", "\"SearchCriteria\": {" + conditions + ",");
    }

    private String flowWithVersion() {
        var flow = given.newFlow();
        given.tenant
                .connect()
                .createContactFlowVersion(
                        r -> r.instanceId(given.tenant.instance()).contactFlowId(flow));
        return flow;
    }

    private String newModule() {
        return given.tenant
                .connect()
                .createContactFlowModule(r -> r.instanceId(given.tenant.instance())
                        .name(RequestFixtures.name())
                        .content(MODULE))
                .id();
    }

    private String moduleWithVersion() {
        var module = newModule();
        given.tenant
                .connect()
                .createContactFlowModuleVersion(
                        r -> r.instanceId(given.tenant.instance()).contactFlowModuleId(module));
        return module;
    }

    private String withAlias(String... members) {
        var module = moduleWithVersion();
        var alias = given.tenant
                .connect()
                .createContactFlowModuleAlias(r -> r.instanceId(given.tenant.instance())
                        .contactFlowModuleId(module)
                        .contactFlowModuleVersion(1L)
                        .aliasName("live"))
                .id();
        return given.within("ContactFlowModuleId", module, "AliasId", alias).replaceFirst("}$", "")
                + given.within(members).replaceFirst("^\\{\"InstanceId\": \"[^\"]*\"", "");
    }

    private String newView() {
        return given.tenant
                .connect()
                .createView(r -> r.instanceId(given.tenant.instance())
                        .name(RequestFixtures.name())
                        .status("PUBLISHED")
                        .content(content -> content.template("{}").actions("Next")))
                .view()
                .id();
    }

    private String viewWithVersion() {
        var view = newView();
        given.tenant
                .connect()
                .createViewVersion(r -> r.instanceId(given.tenant.instance()).viewId(view));
        return view;
    }

    /** Names a view that the flow of a chat shows. */
    private String shownView() {
        var flow = given.tenant
                .connect()
                .createContactFlow(r -> r.instanceId(given.tenant.instance())
                        .name(RequestFixtures.name())
                        .type("CONTACT_FLOW")
                        .content("""
                                {"Version": "2019-10-30", "StartAction": "show", "Metadata": {}, "Actions": [
                                  {"Identifier": "show", "Type": "ShowView",
                                   "Parameters": {"ViewResource": {"Id": "%s"}}, "Transitions": {"NextAction": "end"}},
                                  {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {},
                                   "Transitions": {}}]}""".formatted(newView())))
                .contactFlowId();
        var customer = given.calls.joined(given.tenant
                .start(chat -> chat.contactFlowId(flow)
                        .supportedMessagingContentTypes(
                                "text/plain", "application/vnd.amazonaws.connect.message.interactive"))
                .participantToken());
        var token = Awaitility.await()
                .until(
                        () -> customer.everything().stream()
                                .filter(item -> item.contentType().endsWith("message.interactive"))
                                .map(item -> RequestFixtures.JSON
                                        .readTree(item.content())
                                        .at("/data/content/viewToken")
                                        .asString())
                                .findFirst(),
                        Optional::isPresent);
        return "{\"ConnectionToken\": \"%s\", \"ViewToken\": \"%s\"}"
                .formatted(customer.connectionToken(), token.orElseThrow());
    }

    private static String quoted(String text) {
        return RequestFixtures.JSON.writeValueAsString(text);
    }
}
