package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;

/** Requests to change and search agent statuses, and to tag resources. */
final class AgentStatusRequests {

    private AgentStatusRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.of(
                "UpdateAgentStatus",
                () -> """
                        {"InstanceId": "%s", "AgentStatusId": "%s", "Name": "%s", "Description": "d", "State": "ENABLED",
                         "DisplayOrder": 5, "ResetOrderNumber": false}
                        """.formatted(given.tenant.instance(), given.newAgentStatus(), RequestFixtures.name()),
                "SearchAgentStatuses",
                () -> given.search("""
                        {"AttributeFilter": {"TagCondition": {"TagKey": "a", "TagValue": "b"},
                                             "AndCondition": {"TagConditions": [{"TagKey": "a", "TagValue": "b"}]},
                                             "OrConditions": [{"TagConditions": [{"TagKey": "a", "TagValue": "b"}]}]}}"""),
                "ListTagsForResource",
                () -> "{\"resourceArn\": \"%s\"}".formatted(given.queueArn()),
                "TagResource",
                () -> "{\"resourceArn\": \"%s\", \"tags\": {\"a\": \"b\"}}".formatted(given.queueArn()),
                "UntagResource",
                () -> "{\"resourceArn\": \"%s\", \"tagKeys\": [\"a\"]}".formatted(given.queueArn()));
    }
}
