package io.recontact.api;

import io.recontact.testing.AgentClient;
import java.util.Map;
import java.util.function.Supplier;

/** Requests to change, delete and search queues. */
final class QueueRequests {

    private QueueRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry("UpdateQueueName", () -> queue(given, "Name", RequestFixtures.name(), "Description", "d")),
                Map.entry("UpdateQueueHoursOfOperation", () -> queue(given, "HoursOfOperationId", given.hours())),
                Map.entry("UpdateQueueMaxContacts", () -> queue(given, "MaxContacts", "5")),
                Map.entry("UpdateQueueStatus", () -> queue(given, "Status", "DISABLED")),
                Map.entry("UpdateQueueOutboundCallerConfig", () ->
                        """
                        {"InstanceId": "%s", "QueueId": "%s",
                         "OutboundCallerConfig": {"OutboundCallerIdName": "Ada", "OutboundCallerIdNumberId": "1",
                                                  "OutboundFlowId": "%s"}}
                        """.formatted(given.tenant.instance(), queue(given), given.tenant.flow())),
                Map.entry("UpdateQueueOutboundEmailConfig", () -> """
                        {"InstanceId": "%s", "QueueId": "%s", "OutboundEmailConfig": {"OutboundEmailAddressId": "a"}}
                        """.formatted(given.tenant.instance(), queue(given))),
                Map.entry("AssociateQueueEmailAddresses", () -> """
                        {"InstanceId": "%s", "QueueId": "%s", "EmailAddressesConfig": [{"EmailAddressId": "a"}],
                         "ClientToken": "t"}
                        """.formatted(given.tenant.instance(), queue(given))),
                Map.entry(
                        "DisassociateQueueEmailAddresses",
                        () -> queue(given, "EmailAddressesId", "[\"a\"]", "ClientToken", "t")),
                Map.entry("ListQueueEmailAddresses", () -> queue(given, "MaxResults", "5")),
                Map.entry("DeleteQueue", () -> queue(given, new String[0])),
                Map.entry("SearchQueues", () -> given.search(TAG_FILTER)));
    }

    /** A filter of Search operations by tags. */
    static final String TAG_FILTER = """
            {"TagFilter": {"TagCondition": {"TagKey": "a", "TagValue": "b"},
                           "AndConditions": [{"TagKey": "a", "TagValue": "b"}],
                           "OrConditions": [[{"TagKey": "a", "TagValue": "b"}]]}}""";

    static String queue(RequestFixtures given) {
        return AgentClient.newQueue(given.tenant);
    }

    /** Returns members beside a new queue, from alternating names and values. */
    static String queue(RequestFixtures given, String... members) {
        var all = new String[members.length + 2];
        all[0] = "QueueId";
        all[1] = queue(given);
        System.arraycopy(members, 0, all, 2, members.length);
        return given.within(all);
    }
}
