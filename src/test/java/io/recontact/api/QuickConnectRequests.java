package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;

/** Requests for quick connects, and for those of queues. */
final class QuickConnectRequests {

    private QuickConnectRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry("CreateQuickConnect", () ->
                        """
                        {"InstanceId": "%s", "Name": "%s", "Description": "d", "Tags": {"a": "b"},
                         "QuickConnectConfig": %s}
                        """.formatted(given.tenant.instance(), RequestFixtures.name(), config(given))),
                Map.entry("DescribeQuickConnect", () -> given.within("QuickConnectId", newQuickConnect(given))),
                Map.entry(
                        "ListQuickConnects",
                        () -> given.within("QuickConnectTypes", "[\"QUEUE\", \"USER\"]", "MaxResults", "5")),
                Map.entry(
                        "UpdateQuickConnectName",
                        () -> given.within(
                                "QuickConnectId",
                                newQuickConnect(given),
                                "Name",
                                RequestFixtures.name(),
                                "Description",
                                "d")),
                Map.entry("UpdateQuickConnectConfig", () ->
                        """
                        {"InstanceId": "%s", "QuickConnectId": "%s", "QuickConnectConfig": %s}
                        """.formatted(given.tenant.instance(), newQuickConnect(given), config(given))),
                Map.entry("DeleteQuickConnect", () -> given.within("QuickConnectId", newQuickConnect(given))),
                Map.entry("SearchQuickConnects", () -> given.search(QueueRequests.TAG_FILTER)),
                Map.entry(
                        "AssociateQueueQuickConnects",
                        () -> QueueRequests.queue(
                                given, "QuickConnectIds", "[\"%s\"]".formatted(newQuickConnect(given)))),
                Map.entry(
                        "DisassociateQueueQuickConnects",
                        () -> QueueRequests.queue(
                                given, "QuickConnectIds", "[\"%s\"]".formatted(newQuickConnect(given)))),
                Map.entry("ListQueueQuickConnects", () -> QueueRequests.queue(given, "MaxResults", "5")));
    }

    private static String config(RequestFixtures given) {
        return """
                {"QuickConnectType": "QUEUE", "QueueConfig": {"QueueId": "%s", "ContactFlowId": "%s"}}""".formatted(given.queue(), given.newTransferFlow());
    }

    static String newQuickConnect(RequestFixtures given) {
        return given.tenant
                .connect()
                .createQuickConnect(r -> r.instanceId(given.tenant.instance())
                        .name(RequestFixtures.name())
                        .quickConnectConfig(c -> c.quickConnectType("PHONE_NUMBER")
                                .phoneConfig(phone -> phone.phoneNumber("+4930123456"))))
                .quickConnectId();
    }
}
