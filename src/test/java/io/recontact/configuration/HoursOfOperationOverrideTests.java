package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateHoursOfOperationOverrideRequest;
import software.amazon.awssdk.services.connect.model.DateComparisonType;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;
import software.amazon.awssdk.services.connect.model.HoursOfOperationOverride;
import software.amazon.awssdk.services.connect.model.HoursOfOperationOverrideConfig;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class HoursOfOperationOverrideTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final HoursOfOperationService hours;
    private final String office;

    HoursOfOperationOverrideTests(Service.Calls calls, RawCalls raw, HoursOfOperationService hours) {
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.raw = raw;
        this.hours = hours;
        this.office = newHours();
    }

    /** Open on Mondays from 9 to 17. */
    private String newHours() {
        return connect.createHoursOfOperation(r -> r.instanceId(tenant.instance())
                        .name("hours " + UUID.randomUUID())
                        .timeZone("Europe/Berlin")
                        .tags(Map.of("team", "blue"))
                        .config(HoursOfOperationConfig.builder()
                                .day("MONDAY")
                                .startTime(time -> time.hours(9).minutes(0))
                                .endTime(time -> time.hours(17).minutes(0))
                                .build()))
                .hoursOfOperationId();
    }

    private String create(Consumer<CreateHoursOfOperationOverrideRequest.Builder> changes) {
        return connect.createHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(office)
                        .name("override " + UUID.randomUUID())
                        .config(HoursOfOperationOverrideConfig.builder()
                                .day("MONDAY")
                                .startTime(time -> time.hours(10).minutes(0))
                                .endTime(time -> time.hours(12).minutes(0))
                                .build())
                        .effectiveFrom("2026-06-01")
                        .effectiveTill("2026-06-07")
                        .applyMutation(changes))
                .hoursOfOperationOverrideId();
    }

    private HoursOfOperationOverride describe(String id) {
        return connect.describeHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(office)
                        .hoursOfOperationOverrideId(id))
                .hoursOfOperationOverride();
    }

    private boolean isOpen(String id, String moment) {
        return hours.isOpen(
                        new InstanceId(UUID.fromString(tenant.instance())),
                        new HoursOfOperationId(UUID.fromString(id)),
                        Instant.parse(moment))
                .orElseThrow();
    }

    private String overrides(String of) {
        return "/hours-of-operations/%s/%s/overrides".formatted(tenant.instance(), of);
    }

    /** Links hours to a parent; an operation that is newer than the SDK. */
    private HttpResponse<String> link(String child, String parent) {
        return raw.post(
                "/hours-of-operations/%s/%s/associate-hours".formatted(tenant.instance(), child),
                "{\"ParentHoursOfOperationConfigs\": [{\"HoursOfOperationId\": \"%s\"}]}".formatted(parent));
    }

    @Test
    void isDescribedAndListedAsItWasCreated() {
        var id = create(r -> r.name("Christmas").description("Half a day"));

        var override = describe(id);
        assertThat(override.hoursOfOperationOverrideId()).isEqualTo(id);
        assertThat(override.hoursOfOperationId()).isEqualTo(office);
        assertThat(override.hoursOfOperationArn()).endsWith("/operating-hours/" + office);
        assertThat(override.name()).isEqualTo("Christmas");
        assertThat(override.description()).isEqualTo("Half a day");
        assertThat(override.effectiveFrom()).isEqualTo("2026-06-01");
        assertThat(override.effectiveTill()).isEqualTo("2026-06-07");
        assertThat(override.config())
                .singleElement()
                .satisfies(slice -> assertThat(slice.endTime().hours()).isEqualTo(12));
        assertThat(connect.listHoursOfOperationOverrides(
                                r -> r.instanceId(tenant.instance()).hoursOfOperationId(office))
                        .hoursOfOperationOverrideList())
                .containsExactly(override);
    }

    @Test
    void takesEffectAtOnceUntilItIsDeleted() {
        assertThat(isOpen(office, "2026-06-01T12:00:00Z")).isTrue();

        var id = create(_ -> {});

        assertThat(isOpen(office, "2026-06-01T12:00:00Z")).isFalse();
        assertThat(isOpen(office, "2026-06-01T08:30:00Z")).isTrue();
        assertThat(isOpen(office, "2026-06-08T12:00:00Z")).isTrue();

        connect.updateHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                .hoursOfOperationId(office)
                .hoursOfOperationOverrideId(id)
                .name("Moved")
                .effectiveTill("2026-06-08"));

        assertThat(isOpen(office, "2026-06-08T12:00:00Z")).isFalse();
        assertThat(describe(id).name()).isEqualTo("Moved");
        assertThat(describe(id).effectiveFrom()).isEqualTo("2026-06-01");

        connect.deleteHoursOfOperationOverride(
                r -> r.instanceId(tenant.instance()).hoursOfOperationId(office).hoursOfOperationOverrideId(id));

        assertThat(isOpen(office, "2026-06-01T12:00:00Z")).isTrue();
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(id));
    }

    @Test
    void recursAndReturnsItsPattern() {
        var created = raw.put(overrides(office), """
                {"Name": "First Mondays", "Config": [{"Day": "MONDAY"}], "OverrideType": "CLOSED",
                 "EffectiveFrom": "2026-01-01", "EffectiveTill": "2026-12-31",
                 "RecurrenceConfig": {"RecurrencePattern": {
                     "Frequency": "MONTHLY", "Interval": 1, "ByWeekdayOccurrence": [1]}}}
                """);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        assertThat(isOpen(office, "2026-06-01T12:00:00Z")).isFalse();
        assertThat(isOpen(office, "2026-06-08T12:00:00Z")).isTrue();
        assertThat(isOpen(office, "2026-07-06T12:00:00Z")).isFalse();
        var id =
                JSON.readTree(created.body()).path("HoursOfOperationOverrideId").asString();
        var described =
                JSON.readTree(raw.get(overrides(office) + "/" + id).body()).path("HoursOfOperationOverride");
        assertThat(described.path("OverrideType").asString()).isEqualTo("CLOSED");
        assertThat(described.path("Config").toString()).isEqualTo("[{\"Day\":\"MONDAY\"}]");
        assertThat(described.path("RecurrenceConfig").path("RecurrencePattern").toString())
                .isEqualTo("{\"Frequency\":\"MONTHLY\",\"Interval\":1,\"ByWeekdayOccurrence\":[1]}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13-01, 2026-12-31, EffectiveFrom",
        "2026-01-01, 2026-02-30, EffectiveTill",
        "2026-02-01, 2026-01-31, EffectiveTill",
        "26-02-01, 2026-03-31, EffectiveFrom",
    })
    void refusesDatesThatDoNotExistOrAreNotInOrder(String from, String till, String member) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(r -> r.effectiveFrom(from).effectiveTill(till)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
    }

    @Test
    void refusesAnUpdateThatBringsTheDatesOutOfOrder() {
        var id = create(_ -> {});
        var before = describe(id);

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect.updateHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(office)
                        .hoursOfOperationOverrideId(id)
                        .name("Never")
                        .effectiveFrom("2026-06-08")))
                .withMessageContaining("EffectiveTill");

        assertThat(describe(id)).isEqualTo(before);
    }

    @Test
    void hasANameOfItsOwnAmongThoseOfTheSameHours() {
        create(r -> r.name("Holiday"));
        var other = newHours();

        assertThatExceptionOfType(DuplicateResourceException.class).isThrownBy(() -> create(r -> r.name("Holiday")));
        assertThat(create(r -> r.name("Holiday").hoursOfOperationId(other))).isNotNull();
    }

    @Test
    void isNotFoundUnderOtherHours() {
        var id = create(_ -> {});
        var other = newHours();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.deleteHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(other)
                        .hoursOfOperationOverrideId(id)));
        assertThat(describe(id)).isNotNull();
    }

    @Test
    void existsFiftyTimesAtMost() {
        for (var i = 0; i < 50; i++) {
            create(_ -> {});
        }

        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> create(_ -> {}));
    }

    @Test
    void isFoundByDateNameAndTheTagsOfItsHours() {
        var early = create(r -> r.name("Early"));
        create(r -> r.name("Late").effectiveFrom("2026-07-01").effectiveTill("2026-07-02"));

        var found = connect.searchHoursOfOperationOverrides(r -> r.instanceId(tenant.instance())
                .searchCriteria(c -> c.dateCondition(d -> d.fieldName("effectiveTill")
                        .value("2026-06-07")
                        .comparisonType(DateComparisonType.LESS_THAN_OR_EQUAL_TO)))
                .searchFilter(f -> f.tagFilter(
                        t -> t.tagCondition(tag -> tag.tagKey("team").tagValue("blue")))));
        var ofOthers = connect.searchHoursOfOperationOverrides(r -> r.instanceId(tenant.instance())
                .searchFilter(f -> f.tagFilter(
                        t -> t.tagCondition(tag -> tag.tagKey("team").tagValue("red")))));

        assertThat(found.hoursOfOperationOverrides())
                .extracting(HoursOfOperationOverride::hoursOfOperationOverrideId)
                .containsExactly(early);
        assertThat(found.approximateTotalCount()).isOne();
        assertThat(ofOthers.hoursOfOperationOverrides()).isEmpty();
    }

    @Test
    void returnsTheEffectiveHoursOfADateRange() {
        create(r -> r.name("Short"));

        var effective = connect.getEffectiveHoursOfOperations(r -> r.instanceId(tenant.instance())
                .hoursOfOperationId(office)
                .fromDate("2026-06-01")
                .toDate("2026-06-08"));

        assertThat(effective.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(effective.effectiveHoursOfOperationList()).hasSize(8);
        assertThat(effective.effectiveHoursOfOperationList().getFirst().operationalHours())
                .singleElement()
                .satisfies(hour -> assertThat(hour.start().hours()).isEqualTo(10));
        assertThat(effective.effectiveHoursOfOperationList().get(1).operationalHours())
                .isEmpty();
        assertThat(effective.effectiveHoursOfOperationList().getLast().operationalHours())
                .singleElement()
                .satisfies(hour -> assertThat(hour.end().hours()).isEqualTo(17));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect.getEffectiveHoursOfOperations(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(office)
                        .fromDate("2026-06-01")
                        .toDate("2027-06-02")))
                .withMessageContaining("ToDate");
    }

    @Test
    void inheritsTheOverridesOfParents() {
        var child = newHours();
        create(_ -> {}); // of the parent

        assertThat(link(child, office).statusCode()).isEqualTo(200);

        assertThat(isOpen(child, "2026-06-01T12:00:00Z")).isFalse();
        var children = raw.get("/hours-of-operations/%s/%s/hours".formatted(tenant.instance(), office));
        assertThat(JSON.readTree(children.body())
                        .path("ChildHoursOfOperationsSummaryList")
                        .valueStream()
                        .map(one -> one.path("Id").asString()))
                .containsExactly(child);
        assertThat(raw.get("/hours-of-operations/%s/%s".formatted(tenant.instance(), child))
                        .body())
                .contains("ParentHoursOfOperations", office);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.deleteHoursOfOperation(
                        r -> r.instanceId(tenant.instance()).hoursOfOperationId(office)))
                .withMessageContaining("in use");

        var unlinked = raw.post(
                "/hours-of-operations/%s/%s/disassociate-hours".formatted(tenant.instance(), child),
                "{\"ParentHoursOfOperationIds\": [\"%s\"]}".formatted(office));

        assertThat(unlinked.statusCode()).as(unlinked.body()).isEqualTo(200);
        assertThat(isOpen(child, "2026-06-01T12:00:00Z")).isTrue();
        connect.deleteHoursOfOperation(r -> r.instanceId(tenant.instance()).hoursOfOperationId(office));
    }

    @Test
    void hasOneLevelOfParentsAndThreeAtMost() {
        var child = newHours();
        link(child, office);

        assertThat(link(office, newHours()).statusCode()).isEqualTo(400);
        assertThat(link(newHours(), child).statusCode()).isEqualTo(400);
        assertThat(link(child, child).statusCode()).isEqualTo(400);
        assertThat(List.of(
                        link(child, newHours()).statusCode(),
                        link(child, newHours()).statusCode()))
                .containsOnly(200);
        assertThat(link(child, newHours()).headers().firstValue("x-amzn-ErrorType"))
                .hasValue("ServiceQuotaExceededException");
        assertThat(isOpen(child, "2026-06-01T12:00:00Z")).isTrue();
    }

    @Test
    void isRemovedWithItsHours() {
        var id = create(_ -> {});

        connect.deleteHoursOfOperation(r -> r.instanceId(tenant.instance()).hoursOfOperationId(office));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(id));
        assertThat(connect.searchHoursOfOperationOverrides(r -> r.instanceId(tenant.instance()))
                        .hoursOfOperationOverrides())
                .isEmpty();
    }
}
