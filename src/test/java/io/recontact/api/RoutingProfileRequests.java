package io.recontact.api;

import io.recontact.testing.AgentClient;
import java.util.Map;
import java.util.function.Supplier;

/** Requests to change, delete and search routing profiles. */
final class RoutingProfileRequests {

    private RoutingProfileRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry("UpdateRoutingProfileName", () -> profile(given, """
                        "Name": "%s", "Description": "d\"""".formatted(RequestFixtures.name()))),
                Map.entry("UpdateRoutingProfileConcurrency", () -> profile(given, """
                        "MediaConcurrencies": %s""".formatted(CONCURRENCIES))),
                Map.entry(
                        "UpdateRoutingProfileDefaultOutboundQueue", () -> profile(given, """
                        "DefaultOutboundQueueId": "%s\"""".formatted(given.queue()))),
                Map.entry("UpdateRoutingProfileAgentAvailabilityTimer", () -> profile(given, """
                        "AgentAvailabilityTimer": "TIME_SINCE_LAST_INBOUND\"""")),
                Map.entry("UpdateRoutingProfileQueues", () -> profile(given, """
                        "QueueConfigs": [{"QueueReference": {"QueueId": "%s", "Channel": "CHAT"}, "Priority": 2, "Delay": 1}]
                        """.formatted(given.queue()))),
                Map.entry("AssociateRoutingProfileQueues", () -> profile(given, """
                        "QueueConfigs": [{"QueueReference": {"QueueId": "%1$s", "Channel": "TASK"}, "Priority": 2,
                                          "Delay": 1}],
                        "ManualAssignmentQueueConfigs": [{"QueueReference": {"QueueId": "%1$s", "Channel": "CHAT"}}]
                        """.formatted(given.queue()))),
                Map.entry("DisassociateRoutingProfileQueues", () -> profile(given, """
                        "QueueReferences": [{"QueueId": "%1$s", "Channel": "CHAT"}],
                        "ManualAssignmentQueueReferences": [{"QueueId": "%1$s", "Channel": "CHAT"}]
                        """.formatted(given.queue()))),
                Map.entry("ListRoutingProfileManualAssignmentQueues", () -> profile(given, "\"MaxResults\": 5")),
                Map.entry("DeleteRoutingProfile", () -> given.within("RoutingProfileId", newProfile(given))),
                Map.entry("SearchRoutingProfiles", () -> given.search(QueueRequests.TAG_FILTER)));
    }

    /** Channels with workload types, of which the last has no number of its own. */
    static final String CONCURRENCIES = """
            [{"Channel": "CHAT", "Concurrency": 2, "CrossChannelBehavior": {"BehaviorType": "ROUTE_ANY_CHANNEL"},
              "WorkloadTypeConcurrencies": [{"WorkloadType": "w", "Concurrency": 1,
                  "CrossChannelWorkloadBehavior": {"ChannelWorkloadBehaviorType": "ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE"}}]}]""";

    private static String newProfile(RequestFixtures given) {
        return AgentClient.profile(given.tenant, 1, 0, given.queue());
    }

    /** Returns members beside a new routing profile that has the default queue for chats. */
    private static String profile(RequestFixtures given, String members) {
        return "{\"InstanceId\": \"%s\", \"RoutingProfileId\": \"%s\", %s}"
                .formatted(given.tenant.instance(), newProfile(given), members);
    }
}
