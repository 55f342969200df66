package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;

/** Requests about users, their hierarchy and their proficiencies. */
@SuppressWarnings("unchecked") // the SDK takes arrays of generic consumers
final class UserRequests {

    private static final String TAG = "{\"TagKey\": \"a\", \"TagValue\": \"b\"}";

    private UserRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry("UpdateUserIdentityInfo", () -> with(given, given.user(), """
                        "IdentityInfo": {"FirstName": "Ada", "LastName": "Lovelace", "Email": "a@example.com",
                                         "SecondaryEmail": "b@example.com", "Mobile": "+4930123456"}""")),
                Map.entry("UpdateUserPhoneConfig", () -> with(given, given.user(), """
                        "PhoneConfig": {"PhoneType": "DESK_PHONE", "AutoAccept": false, "AfterContactWorkTimeLimit": 5,
                                        "DeskPhoneNumber": "+4930123456", "PersistentConnection": false}""")),
                Map.entry("UpdateUserConfig", () -> with(given, given.user(), """
                        "AutoAcceptConfigs": [{"Channel": "VOICE", "AutoAccept": true,
                                               "AgentFirstCallbackAutoAccept": true}],
                        "AfterContactWorkConfigs": [{"Channel": "CHAT",
                                                     "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5},
                                                     "AgentFirstCallbackAfterContactWorkConfig":
                                                         {"AfterContactWorkTimeLimit": 5}}],
                        "PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "DESK_PHONE",
                                                "PhoneNumber": "+4930123456"}],
                        "PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": true}],
                        "VoiceEnhancementConfigs": [{"Channel": "VOICE", "VoiceEnhancementMode": "NONE"}]""")),
                Map.entry(
                        "UpdateUserRoutingProfile",
                        () -> given.within("UserId", given.user(), "RoutingProfileId", given.routingProfile())),
                Map.entry(
                        "UpdateUserSecurityProfiles",
                        () -> given.within(
                                "UserId",
                                given.user(),
                                "SecurityProfileIds",
                                "[\"%s\"]".formatted(given.securityProfile()))),
                Map.entry(
                        "UpdateUserHierarchy",
                        () -> given.within("UserId", given.user(), "HierarchyGroupId", group(given))),
                Map.entry("DeleteUser", () -> given.within("UserId", given.user())),
                Map.entry(
                        "SearchUsers", () -> """
                        {"InstanceId": "%1$s", "MaxResults": 5,
                         "SearchFilter": {
                             "TagFilter": {"TagCondition": %2$s, "AndConditions": [%2$s], "OrConditions": [[%2$s]]},
                             "UserAttributeFilter": {
                                 "TagCondition": %2$s, "HierarchyGroupCondition": %3$s,
                                 "AndCondition": {"TagConditions": [%2$s], "HierarchyGroupCondition": %3$s},
                                 "OrConditions": [{"TagConditions": [%2$s], "HierarchyGroupCondition": %3$s}]}},
                         "SearchCriteria": {
                             "StringCondition": {"FieldName": "Username", "Value": "ab", "ComparisonType": "CONTAINS"},
                             "HierarchyGroupCondition": %3$s,
                             "ListCondition": {"TargetListType": "PROFICIENCIES", "Conditions": [
                                 {"StringCondition": {"FieldName": "name", "Value": "ab", "ComparisonType": "EXACT"},
                                  "NumberCondition": {"FieldName": "level", "MinValue": 1, "MaxValue": 5,
                                                      "ComparisonType": "RANGE"}}]},
                             "AndConditions": [{"StringCondition": {"FieldName": "FirstName", "Value": "ab"}}],
                             "OrConditions": [{"StringCondition": {"FieldName": "LastName", "Value": "ab"}}]}}
                        """.formatted(given.tenant.instance(), TAG, """
                        {"Value": "%s", "HierarchyGroupMatchType": "WITH_CHILD_GROUPS"}""".formatted(group(given)))),
                Map.entry("DescribeUserHierarchyStructure", given::instance),
                Map.entry("UpdateUserHierarchyStructure", () -> structure(given)),
                Map.entry("CreateUserHierarchyGroup", () ->
                        """
                        {"InstanceId": "%s", "Name": "%s", "ParentGroupId": "%s", "Tags": {"a": "b"}}
                        """.formatted(given.tenant.instance(), RequestFixtures.name(), group(given))),
                Map.entry("DescribeUserHierarchyGroup", () -> given.within("HierarchyGroupId", group(given))),
                Map.entry("ListUserHierarchyGroups", () -> given.within("MaxResults", "5")),
                Map.entry(
                        "UpdateUserHierarchyGroupName",
                        () -> given.within("HierarchyGroupId", group(given), "Name", RequestFixtures.name())),
                Map.entry("DeleteUserHierarchyGroup", () -> given.within("HierarchyGroupId", group(given))),
                Map.entry("SearchUserHierarchyGroups", () -> given.search("""
                        {"AttributeFilter": {"TagCondition": %1$s, "AndCondition": {"TagConditions": [%1$s]},
                                             "OrConditions": [{"TagConditions": [%1$s]}]}}""".formatted(TAG))),
                Map.entry("CreatePredefinedAttribute", () ->
                        """
                        {"InstanceId": "%s", "Name": "%s", "Values": {"StringList": ["a"]}, "Purposes": ["p"],
                         "AttributeConfiguration": {"EnableValueValidationOnAssociation": true}}
                        """.formatted(given.tenant.instance(), RequestFixtures.name())),
                Map.entry("DescribePredefinedAttribute", () -> given.within("Name", attribute(given))),
                Map.entry("ListPredefinedAttributes", () -> given.within("MaxResults", "5")),
                Map.entry("UpdatePredefinedAttribute", () -> """
                        {"InstanceId": "%s", "Name": "%s", "Values": {"StringList": ["a"]}, "Purposes": ["p"],
                         "AttributeConfiguration": {"EnableValueValidationOnAssociation": true}}
                        """.formatted(given.tenant.instance(), attribute(given))),
                Map.entry("DeletePredefinedAttribute", () -> given.within("Name", attribute(given))),
                Map.entry("SearchPredefinedAttributes", () -> """
                        {"InstanceId": "%s", "MaxResults": 5, "SearchCriteria": {
                             "StringCondition": {"FieldName": "name", "Value": "ab", "ComparisonType": "CONTAINS"},
                             "AndConditions": [{"StringCondition": {"FieldName": "name", "Value": "ab"}}],
                             "OrConditions": [{"StringCondition": {"FieldName": "name", "Value": "ab"}}]}}
                        """.formatted(given.tenant.instance())),
                Map.entry("ListUserProficiencies", () -> given.within("UserId", given.user(), "MaxResults", "5")),
                Map.entry(
                        "AssociateUserProficiencies",
                        () -> given.within(
                                "UserId",
                                given.user(),
                                "UserProficiencies",
                                "[{\"AttributeName\": \"%s\", \"AttributeValue\": \"English\", \"Level\": %d}]"
                                        .formatted(attribute(given), 3))),
                Map.entry("UpdateUserProficiencies", () -> proficient(given, ", \"Level\": 4")),
                Map.entry("DisassociateUserProficiencies", () -> proficient(given, "")),
                Map.entry("UpdateContactRoutingData", () ->
                        """
                        {"InstanceId": "%1$s", "ContactId": "%2$s", "QueuePriority": 3, "RoutingCriteria": {"Steps": [
                            {"Expiry": {"DurationInSeconds": 30},
                             "Expression": {"AttributeCondition": {
                                 "Name": "%3$s", "Value": "English", "ProficiencyLevel": 3,
                                 "ComparisonOperator": "NumberGreaterOrEqualTo"}}},
                            {"Expression": {"OrExpression": [
                                {"AttributeCondition": {"ComparisonOperator": "Match",
                                     "MatchCriteria": {"AgentsCriteria": {"AgentIds": ["%4$s"]}}}},
                                {"NotAttributeCondition": {
                                    "Name": "%3$s", "Value": "English", "ComparisonOperator": "Range",
                                    "Range": {"MinProficiencyLevel": 1, "MaxProficiencyLevel": 2}}}]}}]}}
                        """.formatted(given.tenant.instance(), given.waitingChat(), attribute(given), given.user())));
    }

    private static String with(RequestFixtures given, String user, String members) {
        return "{\"InstanceId\": \"%s\", \"UserId\": \"%s\", %s}".formatted(given.tenant.instance(), user, members);
    }

    private static String structure(RequestFixtures given) {
        return """
                {"InstanceId": "%s", "HierarchyStructure": {
                    "LevelOne": {"Name": "1"}, "LevelTwo": {"Name": "2"}, "LevelThree": {"Name": "3"},
                    "LevelFour": {"Name": "4"}, "LevelFive": {"Name": "5"}}}
                """.formatted(given.tenant.instance());
    }

    private static String group(RequestFixtures given) {
        var connect = given.tenant.connect();
        connect.updateUserHierarchyStructure(r -> r.instanceId(given.tenant.instance())
                .hierarchyStructure(s -> s.levelOne(l -> l.name("1"))
                        .levelTwo(l -> l.name("2"))
                        .levelThree(l -> l.name("3"))
                        .levelFour(l -> l.name("4"))
                        .levelFive(l -> l.name("5"))));
        return connect.createUserHierarchyGroup(
                        r -> r.instanceId(given.tenant.instance()).name(RequestFixtures.name()))
                .hierarchyGroupId();
    }

    private static String attribute(RequestFixtures given) {
        var name = RequestFixtures.name();
        given.tenant
                .connect()
                .createPredefinedAttribute(
                        r -> r.instanceId(given.tenant.instance()).name(name).values(v -> v.stringList("English")));
        return name;
    }

    /** Returns a request that names a proficiency which the user has. */
    private static String proficient(RequestFixtures given, String level) {
        var user = given.user();
        var attribute = attribute(given);
        given.tenant
                .connect()
                .associateUserProficiencies(r -> r.instanceId(given.tenant.instance())
                        .userId(user)
                        .userProficiencies(p -> p.attributeName(attribute)
                                .attributeValue("English")
                                .level(3f)));
        return with(given, user, """
                "UserProficiencies": [{"AttributeName": "%s", "AttributeValue": "English"%s}]""".formatted(attribute, level));
    }
}
