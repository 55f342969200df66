package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateHoursOfOperationRequest;
import software.amazon.awssdk.services.connect.model.CreateHoursOfOperationResponse;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;
import software.amazon.awssdk.services.connect.model.HoursOfOperationDays;
import software.amazon.awssdk.services.connect.model.HoursOfOperationSummary;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;

@ServiceTest
class HoursOfOperationTests {

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final HoursOfOperationService hours;

    HoursOfOperationTests(Service.Calls calls, RawCalls raw, HoursOfOperationService hours) {
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.raw = raw;
        this.hours = hours;
    }

    private static HoursOfOperationConfig config(HoursOfOperationDays day, int start, int end) {
        return HoursOfOperationConfig.builder()
                .day(day)
                .startTime(time -> time.hours(start).minutes(0))
                .endTime(time -> time.hours(end).minutes(30))
                .build();
    }

    private static HoursOfOperationConfig built(Consumer<HoursOfOperationConfig.Builder> changes) {
        return HoursOfOperationConfig.builder().applyMutation(changes).build();
    }

    private CreateHoursOfOperationResponse create(Consumer<CreateHoursOfOperationRequest.Builder> changes) {
        return connect.createHoursOfOperation(r -> r.instanceId(tenant.instance())
                .name("hours " + UUID.randomUUID())
                .timeZone("Europe/Berlin")
                .config(config(HoursOfOperationDays.MONDAY, 9, 17))
                .applyMutation(changes));
    }

    private software.amazon.awssdk.services.connect.model.HoursOfOperation describe(String id) {
        return connect.describeHoursOfOperation(
                        r -> r.instanceId(tenant.instance()).hoursOfOperationId(id))
                .hoursOfOperation();
    }

    private boolean isOpen(String id, Instant moment) {
        return hours.isOpen(
                        new InstanceId(UUID.fromString(tenant.instance())),
                        new HoursOfOperationId(UUID.fromString(id)),
                        moment)
                .orElseThrow();
    }

    @Test
    void changesWhatIsGivenAndKeepsTheRest() {
        var id = create(r -> r.description("By day")).hoursOfOperationId();

        connect.updateHoursOfOperation(r -> r.instanceId(tenant.instance())
                .hoursOfOperationId(id)
                .timeZone("UTC")
                .config(config(HoursOfOperationDays.MONDAY, 10, 17)));

        assertThat(describe(id).description()).isEqualTo("By day");
        assertThat(describe(id).timeZone()).isEqualTo("UTC");
        assertThat(isOpen(id, Instant.parse("2025-06-02T09:59:59Z"))).isFalse();
        assertThat(isOpen(id, Instant.parse("2025-06-02T10:00:00Z"))).isTrue();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.updateHoursOfOperation(r ->
                        r.instanceId(tenant.instance()).hoursOfOperationId(id).timeZone("Mars/Olympus_Mons")));
        assertThat(describe(id).timeZone()).isEqualTo("UTC");
    }

    @Test
    void isNotDeletedWhileAQueueUsesIt() {
        var id = create(_ -> {}).hoursOfOperationId();
        connect.createQueue(r -> r.instanceId(tenant.instance()).name("Late").hoursOfOperationId(id));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.deleteHoursOfOperation(
                        r -> r.instanceId(tenant.instance()).hoursOfOperationId(id)))
                .withMessageContaining("queue");

        assertThat(describe(id)).isNotNull();
    }

    @Test
    void isDescribedAsItWasCreated() {
        var created = create(r -> r.name("Office").description("By day").tags(Map.of("team", "blue")));

        var described = describe(created.hoursOfOperationId());
        assertThat(described.hoursOfOperationArn()).isEqualTo(created.hoursOfOperationArn());
        assertThat(created.hoursOfOperationArn())
                .endsWith("instance/%s/operating-hours/%s".formatted(tenant.instance(), created.hoursOfOperationId()));
        assertThat(described.name()).isEqualTo("Office");
        assertThat(described.description()).isEqualTo("By day");
        assertThat(described.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(described.config()).containsExactly(config(HoursOfOperationDays.MONDAY, 9, 17));
        assertThat(described.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(described.lastModifiedTime()).isNotNull();
        assertThat(describe(created.hoursOfOperationArn())).isEqualTo(described);
    }

    @Test
    void providesOtherModulesWithOpenHours() {
        var id = create(_ -> {}).hoursOfOperationId();

        assertThat(isOpen(id, Instant.parse("2025-06-02T15:29:59Z"))).isTrue();
        assertThat(isOpen(id, Instant.parse("2025-06-02T15:30:00Z"))).isFalse();
    }

    /** Java's list has all but the first of these; each name is one of the IANA database. */
    @ParameterizedTest
    @CsvSource({
        "EST, 2025-07-07T13:30:00Z, 2025-07-07T14:30:00Z",
        "MST, 2025-07-07T15:30:00Z, 2025-07-07T16:30:00Z",
        "HST, 2025-07-07T18:30:00Z, 2025-07-07T19:30:00Z",
        "ROC, 2025-07-07T00:30:00Z, 2025-07-07T01:30:00Z",
        "GMT+0, 2025-07-07T08:30:00Z, 2025-07-07T09:30:00Z",
        "GMT-0, 2025-07-07T08:30:00Z, 2025-07-07T09:30:00Z",
        "US/Pacific-New, 2025-07-07T15:30:00Z, 2025-07-07T16:30:00Z",
        "US/Eastern, 2025-07-07T12:30:00Z, 2025-07-07T13:30:00Z",
        "EST5EDT, 2025-07-07T12:30:00Z, 2025-07-07T13:30:00Z",
    })
    void acceptsEveryNameOfAZoneAndKeepsIt(String name, Instant closed, Instant open) {
        var id = create(r -> r.timeZone(name)).hoursOfOperationId();

        assertThat(describe(id).timeZone()).isEqualTo(name);
        assertThat(isOpen(id, closed)).isFalse();
        assertThat(isOpen(id, open)).isTrue();
    }

    @Test
    void existsAsAlwaysOpenInANewInstance() {
        var basic = connect.listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList();

        assertThat(basic).extracting(HoursOfOperationSummary::name).containsExactly("Basic Hours");
        var described = describe(basic.getFirst().id());
        assertThat(described.timeZone()).isEqualTo("UTC");
        assertThat(described.config()).hasSize(7);
        var instance = new InstanceId(UUID.fromString(tenant.instance()));
        var found = hours.find(instance, HoursOfOperationId.parse(instance, "it", described.hoursOfOperationArn()))
                .orElseThrow();
        assertThat(IntStream.range(0, 7)
                        .mapToObj(
                                day -> Instant.parse("2025-06-02T23:59:59.999Z").plusSeconds(86_400L * day)))
                .allMatch(found.hours()::isOpenAt);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Name", r -> r.name("x".repeat(128))),
                refusal("Name", r -> r.name("")),
                refusal("Name", r -> r.name(null)),
                refusal("Description", r -> r.description("x".repeat(251))),
                refusal("TimeZone", r -> r.timeZone("Mars/Olympus_Mons")),
                refusal("TimeZone", r -> r.timeZone("")),
                refusal("TimeZone", r -> r.timeZone("est")),
                refusal("TimeZone", r -> r.timeZone("+01:00")),
                refusal("TimeZone", r -> r.timeZone(null)),
                refusal("Config", r -> r.config(Collections.nCopies(101, config(HoursOfOperationDays.MONDAY, 9, 17)))),
                refusal("Config", r -> r.config((List<HoursOfOperationConfig>) null)),
                refusal("Config[0].StartTime.Hours", r -> r.config(config(HoursOfOperationDays.MONDAY, 24, 17))),
                refusal("Config[0].EndTime.Hours", r -> r.config(config(HoursOfOperationDays.MONDAY, 9, -1))),
                refusal(
                        "Config[0].EndTime.Minutes",
                        r -> r.config(built(c -> c.day("MONDAY")
                                .startTime(t -> t.hours(1).minutes(1))
                                .endTime(t -> t.hours(1).minutes(60))))),
                refusal(
                        "Config[0].Day",
                        r -> r.config(built(c -> c.startTime(t -> t.hours(1).minutes(1))
                                .endTime(t -> t.hours(1).minutes(1))))),
                refusal(
                        "Day",
                        r -> r.config(built(c -> c.day("SOMEDAY")
                                .startTime(t -> t.hours(1).minutes(1))
                                .endTime(t -> t.hours(1).minutes(1))))));
    }

    private static Arguments refusal(String member, Consumer<CreateHoursOfOperationRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateHoursOfOperationRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
        assertThat(connect.listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                        .hoursOfOperationSummaryList())
                .hasSize(1);
    }

    /** A member that is newer than the SDK. */
    @Test
    void refusesParentsThatDoNotExist() {
        var answer = raw.put("/hours-of-operations/" + tenant.instance(), """
                {"Name": "child", "TimeZone": "UTC", "Config": [],
                 "ParentHoursOfOperationConfigs": [{"HoursOfOperationId": "%s"}]}""".formatted(UUID.randomUUID()));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void refusesMalformedIds() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> describe("nonsense"));
    }
}
