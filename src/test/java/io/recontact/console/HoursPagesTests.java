package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.HoursOfOperationOverride;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of hours of operation. */
@ServiceTest
class HoursPagesTests extends ConfigurationFixture {

    private static final JsonMapper JSON = new JsonMapper();

    private final RawCalls raw;

    HoursPagesTests(Service.Calls calls, RawCalls raw) {
        super(calls);
        this.raw = raw;
    }

    @Test
    void createsAndChangesHours() {
        assertRefused(
                browser.fill(HOURS + "/new", "Name", "Office", "TimeZone", "Mars/Olympus"),
                "TimeZone",
                "TimeZone is not the name of a time zone");
        assertRefused(
                browser.fill(
                        HOURS + "/new",
                        "Name",
                        "Office",
                        "TimeZone",
                        "Europe/Berlin",
                        "Config.Day",
                        "MONDAY",
                        "Config.StartTime",
                        "nine",
                        "Config.EndTime",
                        "17:00"),
                "Config",
                "Row 1, From must be a time");
        var page = created(
                HOURS,
                "Name",
                "Office",
                "TimeZone",
                "Europe/Berlin",
                "Config.Day",
                "MONDAY",
                "Config.StartTime",
                "09:00",
                "Config.EndTime",
                "17:30",
                "Config.Day",
                "",
                "Config.StartTime",
                "",
                "Config.EndTime",
                "");

        var hours = people.connect()
                .describeHoursOfOperation(
                        request -> request.instanceId(people.instance()).hoursOfOperationId(id(page)))
                .hoursOfOperation();
        assertThat(hours.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(hours.config()).singleElement().satisfies(slice -> {
            assertThat(slice.dayAsString()).isEqualTo("MONDAY");
            assertThat(slice.endTime().minutes()).isEqualTo(30);
        });
        assertThat(browser.get(page).body()).contains("Monday", "09:00", "17:30");

        browser.fill(page + "/edit", "Name", "Office hours", "TimeZone", "UTC");
        var changed = people.connect()
                .describeHoursOfOperation(
                        request -> request.instanceId(people.instance()).hoursOfOperationId(id(page)))
                .hoursOfOperation();
        assertThat(changed.name()).isEqualTo("Office hours");
        assertThat(changed.config()).isEmpty();
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(HOURS);
        assertThat(browser.fill(HOURS + "/" + basicHours() + "/delete").statusCode())
                .isEqualTo(422);
    }

    @Test
    void overridesHoursOnSomeDays() {
        var shop = created(HOURS, "Name", "Shop", "TimeZone", "UTC");
        assertThat(browser.get(shop).body()).contains(OVERRIDES + "/new?HoursOfOperationId=" + id(shop));
        assertThat(browser.get(OVERRIDES + "/new?HoursOfOperationId=" + id(shop))
                        .body())
                .containsPattern("value=\"%s\" selected".formatted(id(shop)));
        var holiday = List.of("Name", "Holiday", "OverrideType", "CLOSED");
        assertRefused(
                browser.fill(
                        OVERRIDES + "/new",
                        with(holiday, with(dates("2030-02-30", "2030-12-26"), "HoursOfOperationId", id(shop)))),
                "EffectiveFrom",
                "must be a date");
        assertRefused(
                browser.fill(
                        OVERRIDES + "/new",
                        with(holiday, with(dates("2030-12-27", "2030-12-26"), "HoursOfOperationId", id(shop)))),
                "EffectiveTill",
                "is before EffectiveFrom");
        var page = created(
                OVERRIDES, with(holiday, with(dates("2030-12-24", "2030-12-26"), "HoursOfOperationId", id(shop))));
        assertThat(browser.get(shop).body()).contains("href=\"" + page + "\"", "Closed, 2030-12-24 to 2030-12-26");
        assertThat(browser.get(OVERRIDES).body()).contains("Shop: Closed, 2030-12-24 to 2030-12-26");

        browser.fill(
                page + "/edit",
                with(
                        List.of("Name", "Sale", "OverrideType", "OPEN"),
                        with(
                                dates("2030-12-27", "2030-12-27"),
                                "Config.Day",
                                "EVERY_DAY",
                                "Config.StartTime",
                                "08:00",
                                "Config.EndTime",
                                "22:00")));
        var changed = override(shop, page);
        assertThat(changed.name()).isEqualTo("Sale");
        assertThat(changed.effectiveFrom()).isEqualTo("2030-12-27");
        assertThat(changed.config()).singleElement().satisfies(slice -> {
            assertThat(slice.day()).isNull();
            assertThat(slice.endTime().hours()).isEqualTo(22);
        });
        assertThat(recurrence(shop, page).isMissingNode()).isTrue();
        assertThat(browser.get(page).body()).contains("Every day", "22:00");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(OVERRIDES);
        assertThat(browser.get(shop).body()).contains("There are none.");
    }

    private static String[] dates(String from, String till) {
        return new String[] {"EffectiveFrom", from, "EffectiveTill", till};
    }

    private HoursOfOperationOverride override(String hours, String page) {
        return people.connect()
                .describeHoursOfOperationOverride(request -> request.instanceId(people.instance())
                        .hoursOfOperationId(id(hours))
                        .hoursOfOperationOverrideId(id(page)))
                .hoursOfOperationOverride();
    }

    /** The SDK does not know this member. */
    private JsonNode recurrence(String hours, String page) {
        return JSON.readTree(raw.get("/hours-of-operations/%s/%s/overrides/%s"
                                .formatted(people.instance(), id(hours), id(page)))
                        .body())
                .path("HoursOfOperationOverride")
                .path("RecurrenceConfig")
                .path("RecurrencePattern");
    }

    @Test
    void overridesHoursAgainAndAgain() {
        var shop = created(HOURS, "Name", "Shop", "TimeZone", "UTC");
        var thanksgiving = with(
                List.of("Name", "Thanksgiving", "OverrideType", "CLOSED"),
                with(
                        dates("2030-01-01", "2040-12-31"),
                        "Config.Day",
                        "THURSDAY",
                        "Config.StartTime",
                        "",
                        "Config.EndTime",
                        "",
                        "ByMonth",
                        "11",
                        "ByWeekdayOccurrence",
                        "4"));
        assertRefused(
                browser.fill(OVERRIDES + "/new", with(thanksgiving, "HoursOfOperationId", id(shop))),
                "Frequency",
                "choose whether it repeats");
        assertRefused(
                browser.fill(
                        OVERRIDES + "/new", with(thanksgiving, "HoursOfOperationId", id(shop), "Frequency", "MONTHLY")),
                "ByMonth",
                "goes with the frequency YEARLY only");
        var page = created(OVERRIDES, with(thanksgiving, "HoursOfOperationId", id(shop), "Frequency", "YEARLY"));
        assertThat(recurrence(shop, page))
                .isEqualTo(
                        JSON.readTree(
                                "{\"Frequency\": \"YEARLY\", \"Interval\": 1, \"ByMonth\": [11], \"ByWeekdayOccurrence\": [4]}"));
        assertThat(browser.get(shop).body()).contains("Closed, 2030-01-01 to 2040-12-31, yearly");
        assertThat(browser.get(page).body()).contains("Yearly", "November", "Fourth", "Thursday");

        assertRefused(browser.fill(page + "/edit", thanksgiving), "Frequency", "is required");
        browser.fill(
                page + "/edit",
                with(
                        List.of("Name", "Last day", "OverrideType", "OPEN", "Frequency", "MONTHLY", "Interval", "3"),
                        with(dates("2030-01-31", "2040-12-31"), "ByMonthDay", "-1")));
        assertThat(recurrence(shop, page))
                .isEqualTo(JSON.readTree("{\"Frequency\": \"MONTHLY\", \"Interval\": 3, \"ByMonthDay\": [-1]}"));
    }

    @Test
    void inheritsOverridesOfParents() {
        var parent = created(HOURS, "Name", "Company", "TimeZone", "UTC");
        var page = created(HOURS, "Name", "Shop", "TimeZone", "UTC", "ParentHoursOfOperationConfigs", id(parent));
        assertThat(children(parent)).containsExactly(id(page));
        assertThat(browser.fill(
                                parent + "/edit",
                                "Name",
                                "Company",
                                "TimeZone",
                                "UTC",
                                "ParentHoursOfOperationConfigs",
                                basicHours())
                        .body())
                .contains("are a parent themselves");
        browser.fill(page + "/edit", "Name", "Shop", "TimeZone", "UTC");
        assertThat(children(parent)).isEmpty();
    }

    /** The SDK does not know this operation. */
    private List<String> children(String parent) {
        return JSON.readTree(raw.get("/hours-of-operations/%s/%s/hours".formatted(people.instance(), id(parent)))
                        .body())
                .path("ChildHoursOfOperationsSummaryList")
                .valueStream()
                .map(child -> child.path("Id").asString())
                .toList();
    }

    @Test
    void overridesRunNoTextAndBelongToOneInstance() {
        var shop = created(HOURS, "Name", HOSTILE, "TimeZone", "UTC");
        var page = created(
                OVERRIDES,
                with(
                        List.of("Name", HOSTILE, "Description", HOSTILE, "OverrideType", "CLOSED"),
                        with(dates("2030-12-24", "2030-12-24"), "HoursOfOperationId", id(shop))));
        for (var path : List.of(OVERRIDES, page, page + "/edit", page + "/delete", shop, OVERRIDES + "/new")) {
            assertThat(browser.get(path).body())
                    .as(path)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x", "[[49]]");
        }
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        for (var path : List.of(page, page + "/edit", page + "/delete")) {
            assertThat(eve.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertRefused(
                eve.fill(
                        OVERRIDES + "/new",
                        with(
                                List.of("Name", "Mine", "OverrideType", "CLOSED"),
                                with(dates("2030-12-24", "2030-12-24"), "HoursOfOperationId", id(shop)))),
                "HoursOfOperationId",
                "choose from the list");
    }
}
