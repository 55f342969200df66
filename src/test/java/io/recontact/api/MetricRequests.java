package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;

/** Requests for metrics. */
final class MetricRequests {

    private MetricRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.of(
                "GetCurrentMetricData",
                () -> """
                        {"InstanceId": "%s", "Filters": {"Queues": ["%s"], "Channels": ["CHAT"]},
                         "Groupings": ["QUEUE", "CHANNEL"], "MaxResults": 5,
                         "CurrentMetrics": [{"Name": "AGENTS_ONLINE", "Unit": "COUNT"},
                                            {"MetricId": "arn:aws:connect:us-east-1:aws:metric/CONTACTS_IN_QUEUE"}],
                         "SortCriteria": [{"SortByMetric": "AGENTS_ONLINE", "SortOrder": "ASCENDING"}]}
                        """.formatted(given.tenant.instance(), given.queue()),
                "GetMetricDataV2",
                () -> """
                        {"ResourceArn": "arn:aws:connect:us-east-1:123456789012:instance/%s",
                         "StartTime": %d, "EndTime": %d,
                         "Interval": {"TimeZone": "UTC", "IntervalPeriod": "HOUR"},
                         "Filters": [{"FilterKey": "QUEUE", "FilterValues": ["%s"]},
                                     {"FilterKey": "CHANNEL", "StringCondition": {"Comparison": "NOT_EXISTS"}}],
                         "Groupings": ["QUEUE"], "MaxResults": 5,
                         "Metrics": [{"Name": "SERVICE_LEVEL", "Threshold": [{"Comparison": "LT", "ThresholdValue": 20}]},
                                     {"MetricId": "arn:aws:connect:us-east-1:aws:metric/CONTACTS_HANDLED",
                                      "MetricFilters": [{"MetricFilterKey": "INITIATION_METHOD",
                                                         "MetricFilterValues": ["API"], "Negate": true}]}]}
                        """.formatted(
                                given.tenant.instance(), given.seconds() - 3600, given.seconds() - 60, given.queue()),
                "GetMetricData",
                () -> """
                        {"InstanceId": "%s", "StartTime": %d, "EndTime": %d,
                         "Filters": {"Queues": ["%s"], "Channels": ["CHAT"], "RoutingProfiles": ["%s"]},
                         "Groupings": ["QUEUE", "CHANNEL"], "MaxResults": 5,
                         "HistoricalMetrics": [{"Name": "SERVICE_LEVEL", "Statistic": "AVG", "Unit": "PERCENT",
                                                "Threshold": {"Comparison": "LT", "ThresholdValue": 20}}]}
                        """.formatted(
                                given.tenant.instance(),
                                given.seconds() / 300 * 300 - 3600,
                                given.seconds() / 300 * 300,
                                given.queue(),
                                given.routingProfile()),
                "GetContactMetrics",
                () -> """
                        {"InstanceId": "%s", "ContactId": "%s",
                         "Metrics": [{"Name": "POSITION_IN_QUEUE"}, {"Name": "ESTIMATED_WAIT_TIME"}]}
                        """.formatted(given.tenant.instance(), given.waitingChat()));
    }
}
