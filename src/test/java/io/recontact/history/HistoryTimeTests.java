package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.recontact.api.InstanceId;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history to the millisecond, with a stopped clock: at the end of the retention period, on a leap day, over the
 * boundary of a month, and in a zone that changes to summer time and back. The service and its sessions in the database
 * have that zone.
 */
@ServiceTest
class HistoryTimeTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ImportService imports;
    private final ContactTextJob job;
    private final MutableClock clock;
    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final TimeZone zone = TimeZone.getDefault();

    HistoryTimeTests(
            Service.Calls calls,
            RawCalls raw,
            ImportService imports,
            ContactTextJob job,
            MutableClock clock,
            HikariDataSource connections,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.imports = imports;
        this.job = job;
        this.clock = clock;
        this.connections = connections;
        this.jdbc = jdbc;
    }

    /** The driver gives each session of the database the zone that the JVM has when it connects. */
    private void liveIn(TimeZone zone) {
        TimeZone.setDefault(zone);
        connections.getHikariPoolMXBean().softEvictConnections();
    }

    @BeforeEach
    void liveInBerlin() {
        await().until(() -> {
            liveIn(TimeZone.getTimeZone("Europe/Berlin")); // again if a connection was on its way meanwhile
            return jdbc.sql("show timezone").query(String.class).single().equals("Europe/Berlin");
        });
    }

    @AfterEach
    void returnHome() {
        liveIn(zone);
        clock.reset();
    }

    private ImportReport importChat(String id, Instant initiated) throws IOException {
        var lines = """
                {"Id": "%1$s", "Channel": "CHAT", "InitiationMethod": "API", "CustomerId": "ada", \
                "InitiationTimestamp": "%2$s", "DisconnectTimestamp": "%2$s"}
                {"ContactId": "%1$s", "Transcript": [{"Id": "%1$s", "AbsoluteTime": "%2$s", "Type": "MESSAGE", \
                "Content": "A parcel", "ParticipantId": "%1$s", "DisplayName": "Ada", "ParticipantRole": "CUSTOMER"}]}
                """.formatted(id, initiated);
        return imports.importLines(
                new InstanceId(UUID.fromString(tenant.instance())),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                _ -> {});
    }

    private String admin(String rest) {
        return "/admin/v1/instances/%s/%s".formatted(tenant.instance(), rest);
    }

    private List<String> foundByText(Instant from, Instant to) {
        var answer = raw.post(
                admin("search-transcripts"),
                json.writeValueAsString(Map.of(
                        "Query", "parcel", "TimeRange", Map.of("StartTime", seconds(from), "EndTime", seconds(to)))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body())
                .path("Results")
                .valueStream()
                .map(result -> result.path("ContactId").asString())
                .toList();
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private List<String> foundByTime(Instant from, Instant to) {
        return tenant
                .connect()
                .searchContacts(r -> r.instanceId(tenant.instance())
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(from)
                                .endTime(to)))
                .contacts()
                .stream()
                .map(ContactSearchSummary::id)
                .toList();
    }

    private List<String> exported() throws IOException {
        var names = new ArrayList<String>();
        try (var zip =
                new ZipInputStream(raw.download(admin("customers/ada/export")).body())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private JsonNode transcript(String contact) {
        return json.readTree(
                raw.get(admin("contacts/%s/transcript".formatted(contact))).body());
    }

    private int transcriptStatus(String contact, String rest) {
        return raw.get(admin("contacts/%s/transcript%s".formatted(contact, rest)))
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        // a month boundary
        "2025-01-31T23:59:59.999Z, 2027-01-31T23:59:59.999Z",
        "2025-04-01T00:00:00Z,     2027-04-01T00:00:00Z",
        // before a leap day, and on it
        "2026-02-28T23:59:59.999Z, 2028-02-28T23:59:59.999Z",
        "2028-02-29T12:00:00Z,     2030-03-01T00:00:00Z",
        "2028-02-29T23:59:59.999Z, 2030-03-01T00:00:00Z",
        // the hour that Berlin skips, the one that it has twice, and midnight there on the days of the change
        "2025-03-30T01:30:00Z,     2027-03-30T01:30:00Z",
        "2025-03-29T23:00:00Z,     2027-03-29T23:00:00Z",
        "2025-10-26T00:30:00Z,     2027-10-26T00:30:00Z",
        "2025-10-26T01:30:00Z,     2027-10-26T01:30:00Z",
    })
    void importsAndShowsWhatIsKeptToTheMillisecond(Instant initiated, Instant end) throws IOException {
        var id = UUID.randomUUID().toString();
        clock.stopAt(end.minusMillis(1));
        var tooOld = UUID.randomUUID().toString();
        // Contacts of a leap day, and those of the last instant of the day before, expire at the same time.
        var lastKept = clock.instant().atOffset(ZoneOffset.UTC).minusMonths(24).toInstant();
        assertThat(importChat(tooOld, lastKept.minusMillis(1)).expired()).isEqualTo(2);

        assertThat(importChat(id, initiated)).isEqualTo(new ImportReport(2, 1, 1, 1, 0, 0, 0, 0, 0, List.of()));
        job.writeDue();

        assertThat(tenant.describe(id).initiationTimestamp()).isEqualTo(initiated);
        assertThat(transcript(id).at("/Transcript/0/AbsoluteTime").asString())
                .satisfies(at -> assertThat(Instant.parse(at)).isEqualTo(initiated));
        assertThat(transcriptStatus(id, "/file")).isEqualTo(200);
        assertThat(foundByText(initiated, initiated)).containsExactly(id);
        assertThat(foundByText(initiated.minusMillis(1), initiated.minusMillis(1)))
                .isEmpty();
        assertThat(foundByText(initiated.plusMillis(1), initiated.plusMillis(1)))
                .isEmpty();
        assertThat(foundByTime(initiated, initiated.plusSeconds(1))).containsExactly(id);
        assertThat(foundByTime(initiated.minusSeconds(2), initiated.minusSeconds(1)))
                .isEmpty();
        assertThat(foundByTime(initiated.plusSeconds(1), initiated.plusSeconds(2)))
                .isEmpty();
        assertThat(exported())
                .containsExactly(
                        "contacts/%s.json".formatted(id), "transcripts/%s.json".formatted(id), "manifest.json");

        clock.stopAt(end);

        assertThat(transcriptStatus(id, "")).isEqualTo(404);
        assertThat(transcriptStatus(id, "/file")).isEqualTo(404);
        assertThat(foundByText(initiated, initiated)).isEmpty();
        assertThat(foundByTime(initiated, initiated.plusSeconds(1))).isEmpty();
        assertThat(exported()).containsExactly("manifest.json");
        assertThat(importChat(id, initiated)).isEqualTo(new ImportReport(2, 0, 0, 0, 0, 1, 1, 0, 0, List.of()));
        assertThat(importChat(UUID.randomUUID().toString(), initiated).expired())
                .isEqualTo(2);
    }

    /** The cutoff is a time in UTC, whatever the zone of the service. */
    @ParameterizedTest
    @CsvSource({"2021-11-12T00:00:00Z, 0", "2021-11-11T23:59:59.999Z, 2", "2021-11-11T23:00:00Z, 2"})
    void theCutoffHoldsToTheMillisecond(Instant initiated, int expired) throws IOException {
        clock.stopAt(Instant.parse("2023-11-11T22:59:59Z"));

        assertThat(importChat(UUID.randomUUID().toString(), initiated).expired())
                .isEqualTo(expired);
    }
}
