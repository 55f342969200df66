package io.recontact.api;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Requests to change and search hours of operation and their overrides. */
final class HoursRequests {

    private static final String CONFIG = """
            [{"Day": "MONDAY", "StartTime": {"Hours": 8, "Minutes": 0}, "EndTime": {"Hours": 17, "Minutes": 0}}]""";

    private HoursRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.ofEntries(
                Map.entry(
                        "UpdateHoursOfOperation",
                        () -> given.within(
                                "HoursOfOperationId",
                                newHours(given),
                                "Name",
                                RequestFixtures.name(),
                                "Description",
                                "d",
                                "TimeZone",
                                "UTC",
                                "Config",
                                CONFIG)),
                Map.entry("DeleteHoursOfOperation", () -> given.within("HoursOfOperationId", newHours(given))),
                Map.entry("SearchHoursOfOperations", () -> given.search(tagFilter())),
                Map.entry(
                        "AssociateHoursOfOperations",
                        () -> given.within(
                                "HoursOfOperationId",
                                newHours(given),
                                "ParentHoursOfOperationConfigs",
                                "[{\"HoursOfOperationId\": \"%s\"}]".formatted(newHours(given)))),
                Map.entry(
                        "DisassociateHoursOfOperations",
                        () -> given.within(
                                "HoursOfOperationId",
                                newHours(given),
                                "ParentHoursOfOperationIds",
                                "[\"%s\"]".formatted(newHours(given)))),
                Map.entry(
                        "ListChildHoursOfOperations",
                        () -> given.within("HoursOfOperationId", newHours(given), "MaxResults", "5")),
                Map.entry("CreateHoursOfOperationOverride", () -> override(given, "Name", RequestFixtures.name())),
                Map.entry(
                        "UpdateHoursOfOperationOverride",
                        () -> override(given, "HoursOfOperationOverrideId", newOverride(given))),
                Map.entry("DescribeHoursOfOperationOverride", () -> ofOverride(given)),
                Map.entry("DeleteHoursOfOperationOverride", () -> ofOverride(given)),
                Map.entry(
                        "ListHoursOfOperationOverrides",
                        () -> given.within("HoursOfOperationId", given.hours(), "MaxResults", "5")),
                Map.entry(
                        "SearchHoursOfOperationOverrides",
                        () -> given.search(tagFilter()).replaceFirst("\"SearchCriteria\": \\{", """
                                "SearchCriteria": {
                                    "DateCondition": {"FieldName": "effectiveFrom", "Value": "2026-06-01",
                                                      "ComparisonType": "EQUAL_TO"},""")),
                Map.entry(
                        "GetEffectiveHoursOfOperations",
                        () -> given.within(
                                "HoursOfOperationId",
                                given.hours(),
                                "FromDate",
                                "2026-06-01",
                                "ToDate",
                                "2026-06-02")));
    }

    static String tagFilter() {
        return """
                {"TagFilter": {"TagCondition": {"TagKey": "a", "TagValue": "b"},
                               "AndConditions": [{"TagKey": "a", "TagValue": "b"}],
                               "OrConditions": [[{"TagKey": "a", "TagValue": "b"}]]}}""";
    }

    private static String override(RequestFixtures given, String member, String value) {
        return """
                {"InstanceId": "%s", "HoursOfOperationId": "%s", "%s": "%s", "Description": "d", "OverrideType": "CLOSED",
                 "EffectiveFrom": "2026-06-01", "EffectiveTill": "2026-06-07", "Config": %s,
                 "RecurrenceConfig": {"RecurrencePattern": {"Frequency": "YEARLY", "Interval": 1, "ByMonth": [6],
                                                            "ByMonthDay": [1]}}}
                """.formatted(given.tenant.instance(), given.hours(), member, value, CONFIG);
    }

    private static String ofOverride(RequestFixtures given) {
        return given.within("HoursOfOperationId", given.hours(), "HoursOfOperationOverrideId", newOverride(given));
    }

    private static String newHours(RequestFixtures given) {
        return given.tenant
                .connect()
                .createHoursOfOperation(r -> r.instanceId(given.tenant.instance())
                        .name(RequestFixtures.name())
                        .timeZone("UTC")
                        .config(List.of()))
                .hoursOfOperationId();
    }

    private static String newOverride(RequestFixtures given) {
        return given.tenant
                .connect()
                .createHoursOfOperationOverride(r -> r.instanceId(given.tenant.instance())
                        .hoursOfOperationId(given.hours())
                        .name(RequestFixtures.name())
                        .config(List.of())
                        .effectiveFrom("2026-06-01")
                        .effectiveTill("2026-06-07"))
                .hoursOfOperationOverrideId();
    }
}
