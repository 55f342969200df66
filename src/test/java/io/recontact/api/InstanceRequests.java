package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.connect.model.LexBot;

/** Requests about security profiles, attributes and associations of an instance, and lists that are always empty. */
final class InstanceRequests {

    private InstanceRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry("UpdateSecurityProfile", () ->
                        """
                        {"InstanceId": "%s", "SecurityProfileId": "%s", "Description": "d", "Permissions": ["p"],
                         "AllowedAccessControlTags": {"a": "b"}, "TagRestrictedResources": ["User"],
                         "Applications": [{"Namespace": "n", "ApplicationPermissions": ["ACCESS"],
                                           "Type": "THIRD_PARTY_APPLICATION"}],
                         "HierarchyRestrictedResources": ["User"],
                         "AllowedFlowModules": [{"Type": "MCP", "FlowModuleId": "m"}],
                         "AllowedAIAgents": [{"Arn": "arn:aws:wisdom:a", "Type": "THIRD_PARTY"}],
                         "GranularAccessControlConfiguration": {"DataTableAccessControlConfiguration": {
                             "PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [
                                 {"AccessType": "ALLOW", "AttributeName": "n", "Values": ["v"]}]}}}}
                        """.formatted(given.tenant.instance(), newSecurityProfile(given))),
                Map.entry("DeleteSecurityProfile", () -> given.within("SecurityProfileId", newSecurityProfile(given))),
                Map.entry("SearchSecurityProfiles", () -> given.search(HoursRequests.tagFilter())),
                Map.entry("ListSecurityProfilePermissions", () -> ofProfile(given)),
                Map.entry("ListSecurityProfileApplications", () -> ofProfile(given)),
                Map.entry("ListSecurityProfileFlowModules", () -> ofProfile(given)),
                Map.entry("ListSecurityProfileAIAgents", () -> ofProfile(given)),
                Map.entry("DescribeInstanceAttribute", () -> given.within("AttributeType", "EARLY_MEDIA")),
                Map.entry("ListInstanceAttributes", () -> given.within("MaxResults", "5")),
                Map.entry(
                        "UpdateInstanceAttribute",
                        () -> given.within("AttributeType", "EARLY_MEDIA", "Value", "true", "ClientToken", token())),
                Map.entry("AssociateLambdaFunction", () -> given.within("FunctionArn", arn(), "ClientToken", token())),
                Map.entry("DisassociateLambdaFunction", () -> {
                    var arn = arn();
                    given.tenant
                            .connect()
                            .associateLambdaFunction(
                                    r -> r.instanceId(given.tenant.instance()).functionArn(arn));
                    return given.within("FunctionArn", arn, "ClientToken", token());
                }),
                Map.entry("ListLambdaFunctions", () -> given.within("MaxResults", "5")),
                Map.entry("AssociateApprovedOrigin", () -> given.within("Origin", origin(), "ClientToken", token())),
                Map.entry("DisassociateApprovedOrigin", () -> {
                    var origin = origin();
                    given.tenant
                            .connect()
                            .associateApprovedOrigin(
                                    r -> r.instanceId(given.tenant.instance()).origin(origin));
                    return given.within("Origin", origin, "ClientToken", token());
                }),
                Map.entry("ListApprovedOrigins", () -> given.within("MaxResults", "5")),
                Map.entry("AssociateLexBot", () -> bot(given, RequestFixtures.name())),
                Map.entry("DisassociateLexBot", () -> {
                    var bot = associated(given);
                    return given.within("BotName", bot.name(), "LexRegion", bot.lexRegion(), "ClientToken", token());
                }),
                Map.entry("ListLexBots", () -> given.within("MaxResults", "5")),
                Map.entry("AssociateBot", () -> bot(given, RequestFixtures.name())),
                Map.entry("DisassociateBot", () -> bot(given, associated(given).name())),
                Map.entry("ListBots", () -> given.within("LexVersion", "V2", "MaxResults", "5")),
                Map.entry("SearchPrompts", () -> given.search(HoursRequests.tagFilter())),
                Map.entry("SearchEmailAddresses", () -> given.search(HoursRequests.tagFilter())),
                Map.entry("ListPrompts", () -> given.within("MaxResults", "5")),
                Map.entry(
                        "ListPhoneNumbers",
                        () -> given.within(
                                "MaxResults",
                                "5",
                                "PhoneNumberTypes",
                                "[\"DID\"]",
                                "PhoneNumberCountryCodes",
                                "[\"DE\"]")),
                Map.entry(
                        "ListPhoneNumbersV2",
                        () -> given.within(
                                "PhoneNumberTypes",
                                "[\"DID\"]",
                                "PhoneNumberCountryCodes",
                                "[\"DE\"]",
                                "MaxResults",
                                "5")),
                Map.entry("ListTaskTemplates", () -> given.within("MaxResults", "5", "Status", "ACTIVE", "Name", "n")),
                Map.entry("ListRules", () -> given.within("PublishStatus", "DRAFT", "EventSourceName", "OnCaseCreate")),
                Map.entry(
                        "ListIntegrationAssociations",
                        () -> given.within("IntegrationType", "EVENT", "IntegrationArn", "arn:aws:a")),
                Map.entry("ListUseCases", () -> given.within("IntegrationAssociationId", RequestFixtures.random())),
                Map.entry("ListTrafficDistributionGroups", () -> given.within("MaxResults", "5")),
                Map.entry("ListEvaluationForms", () -> given.within("MaxResults", "5")),
                Map.entry("ListSecurityKeys", () -> given.within("MaxResults", "2")),
                Map.entry(
                        "ListInstanceStorageConfigs",
                        () -> given.within("MaxResults", "5", "ResourceType", "CHAT_TRANSCRIPTS")),
                Map.entry("ListFlowAssociations", () -> given.within("ResourceType", "INBOUND_EMAIL")),
                Map.entry("ListAnalyticsDataAssociations", () -> given.within("DataSetId", "d", "MaxResults", "5")),
                Map.entry("ListAuthenticationProfiles", () -> given.within("MaxResults", "5")),
                Map.entry("ListDataTables", () -> given.within("MaxResults", "5")),
                Map.entry("ListWorkspaces", () -> given.within("MaxResults", "5")),
                Map.entry("ListDefaultVocabularies", () -> given.within("LanguageCode", "de-DE", "MaxResults", "5")),
                Map.entry(
                        "SearchVocabularies",
                        () -> given.within(
                                "LanguageCode", "de-DE", "State", "ACTIVE", "NameStartsWith", "n", "MaxResults", "5")));
    }

    private static String ofProfile(RequestFixtures given) {
        return given.within("SecurityProfileId", given.securityProfile(), "MaxResults", "5");
    }

    private static String bot(RequestFixtures given, String name) {
        return """
                {"InstanceId": "%s", "LexBot": {"Name": "%s", "LexRegion": "eu-central-1"}, "ClientToken": "%s"}
                """.formatted(given.tenant.instance(), name, token());
    }

    private static LexBot associated(RequestFixtures given) {
        var bot = LexBot.builder()
                .name(RequestFixtures.name())
                .lexRegion("eu-central-1")
                .build();
        given.tenant
                .connect()
                .associateLexBot(r -> r.instanceId(given.tenant.instance()).lexBot(bot));
        return bot;
    }

    private static String newSecurityProfile(RequestFixtures given) {
        return given.tenant
                .connect()
                .createSecurityProfile(
                        r -> r.instanceId(given.tenant.instance()).securityProfileName(RequestFixtures.name()))
                .securityProfileId();
    }

    private static String arn() {
        return "arn:aws:lambda:eu-central-1:123456789012:function:" + RequestFixtures.name();
    }

    private static String origin() {
        return "https://%s.example.com".formatted(RequestFixtures.name());
    }

    private static String token() {
        return RequestFixtures.random();
    }
}
