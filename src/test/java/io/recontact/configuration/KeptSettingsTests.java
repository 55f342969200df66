package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings without effect on the service are stored and returned unchanged, also those newer than the SDK. */
@ServiceTest
class KeptSettingsTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Tenant tenant;
    private final RawCalls raw;

    KeptSettingsTests(Service.Calls calls, RawCalls raw) {
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    @Test
    void includesTheChannelSettingsOfAUser() {
        var settings = """
                {"AutoAcceptConfigs": [{"Channel": "VOICE", "AutoAccept": true, "AgentFirstCallbackAutoAccept": false}],
                 "AfterContactWorkConfigs": [{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5},
                     "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": 6}}],
                 "PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "DESK_PHONE", "PhoneNumber": "+4930123456"}],
                 "PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": true}],
                 "VoiceEnhancementConfigs": [{"Channel": "VOICE", "VoiceEnhancementMode": "VOICE_ISOLATION"}]}
                """;
        var profile = tenant.connect()
                .listSecurityProfiles(r -> r.instanceId(tenant.instance()))
                .securityProfileSummaryList()
                .getFirst()
                .id();
        var created =
                expectCreated("users", settings, """
                {"Username": "%s", "Password": "Passw0rd!", "IdentityInfo": {"FirstName": "Ada", "LastName": "L"},
                 "SecurityProfileIds": ["%s"], "RoutingProfileId": "%s"}
                """.formatted(name(), profile, AgentClient.basicProfile(tenant)));

        assertHasSettings(expectDescribed("users", created, "UserId").path("User"), settings);
    }

    @Test
    void includesTheAccessControlOfASecurityProfile() {
        var told = """
                {"AllowedAccessControlTags": {"team": "blue"}, "TagRestrictedResources": ["User"],
                 "HierarchyRestrictedResources": ["User"],
                 "GranularAccessControlConfiguration": {"DataTableAccessControlConfiguration": {
                     "PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [
                         {"AccessType": "ALLOW", "AttributeName": "n", "Values": ["v"]}]}}}}
                """;
        var created = expectCreated("security-profiles", told, """
                {"SecurityProfileName": "%s",
                 "Applications": [{"Namespace": "n", "ApplicationPermissions": ["ACCESS"], "Type": "MCP"}],
                 "AllowedFlowModules": [{"Type": "MCP", "FlowModuleId": "m"}]}
                """.formatted(name()));

        assertHasSettings(
                expectDescribed("security-profiles", created, "SecurityProfileId")
                        .path("SecurityProfile"),
                told);
    }

    @Test
    void includesTheOutboundEmailAddressOfAQueue() {
        var told = "{\"OutboundEmailConfig\": {\"OutboundEmailAddressId\": \"%s\"}}".formatted(UUID.randomUUID());
        var hours = tenant.connect()
                .listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
        var created = expectCreated("queues", told, """
                {"Name": "%s", "HoursOfOperationId": "%s", "EmailAddressesConfig": [{"EmailAddressId": "e"}]}
                """.formatted(name(), hours));

        assertHasSettings(expectDescribed("queues", created, "QueueId").path("Queue"), told);
    }

    @Test
    void includesTheManualAssignmentQueuesOfARoutingProfile() {
        var queue = AgentClient.newQueue(tenant);
        var request = """
                {"Name": "%s", "Description": "d", "DefaultOutboundQueueId": "%s",
                 "MediaConcurrencies": [{"Channel": "CHAT", "Concurrency": 1}]}
                """.formatted(name(), queue);
        var created = expectCreated("routing-profiles", manual(queue), request);

        var profile =
                expectDescribed("routing-profiles", created, "RoutingProfileId").path("RoutingProfile");
        assertThat(profile.path("NumberOfAssociatedManualAssignmentQueues").asInt())
                .isOne();
        assertThat(profile.path("AssociatedManualAssignmentQueueIds").path(0).asString())
                .isEqualTo(queue);
        assertThat(put("routing-profiles", manual(UUID.randomUUID().toString()), request)
                        .statusCode())
                .isEqualTo(404);
    }

    private static String manual(String queue) {
        return """
                {"ManualAssignmentQueueConfigs": [{"QueueReference": {"QueueId": "%s", "Channel": "CHAT"}}]}
                """.formatted(queue);
    }

    private static void assertHasSettings(JsonNode resource, String settings) {
        JSON.readTree(settings)
                .properties()
                .forEach(setting -> assertThat(resource.path(setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue()));
    }

    private JsonNode expectCreated(String resources, String settings, String request) {
        var answer = put(resources, settings, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> put(String resources, String settings, String request) {
        var members = JSON.readTree(request).asObject();
        members.setAll(JSON.readTree(settings).asObject());
        return raw.put("/%s/%s".formatted(resources, tenant.instance()), members.toString());
    }

    private JsonNode expectDescribed(String resources, JsonNode created, String id) {
        var answer = raw.get("/%s/%s/%s"
                .formatted(resources, tenant.instance(), created.path(id).asString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }
}
