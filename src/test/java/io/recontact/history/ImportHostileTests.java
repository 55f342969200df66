package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hostile values for every member of each form. Each line is imported or refused by its number, and stops nothing; what
 * is imported can be read.
 */
@ServiceTest
class ImportHostileTests {

    private static final String SECRET = "s3cret";

    /** JSON texts. One that is null stands for the absence of the member. */
    private static final List<String> HOSTILE = new ArrayList<>(List.of(
            "null",
            "\"\"",
            "\"" + SECRET + "\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"0000-00-00\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"ffffffff-ffff-ffff-ffff-fffffffffffff\"",
            "\"arn:aws:connect:::instance/\"",
            "0",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "true",
            "[]",
            "{}",
            "[null]",
            "[[[[[[[[]]]]]]]]",
            "{\"\":\"\"}",
            "{\"" + SECRET + "\":{\"" + SECRET + "\":null}}",
            "{\"a\\u0000b\":\"a\\u0000b\"}",
            "[{\"Name\":\"x\",\"Type\":\"URL\"},{\"Name\":\"x\",\"Type\":\"URL\",\"Value\":1}]"));

    private static final String GOOD = """
            {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "2026-04-07T10:00:00Z", \
            "DisconnectTimestamp": "2026-04-07T10:05:00Z"}""";

    private static final String DESCRIBED = """
            {"Contact": {"Arn": "x", "Id": "ID", "InitialContactId": "ID", "PreviousContactId": null,
             "ContactAssociationId": "ID", "RelatedContactId": "0a000000-0000-4000-8000-000000000009",
             "InitiationMethod": "API", "Name": "Order", "Description": "About it", "Channel": "CHAT",
             "QueueInfo": {"Id": "0a000000-0000-4000-8000-0000000000a1", "EnqueueTimestamp": 1775551534.102},
             "AgentInfo": {"Id": "0a000000-0000-4000-8000-0000000000b1",
              "ConnectedToAgentTimestamp": "2026-04-07T10:01:00Z", "AfterContactWorkStartTimestamp": "2026-04-07T10:05:00Z",
              "AfterContactWorkEndTimestamp": "2026-04-07T10:06:00Z", "HierarchyGroups": {"Level1": {
               "Arn": "x/0a000000-0000-4000-8000-0000000000c1"}}},
             "InitiationTimestamp": "2026-04-07T10:00:00Z", "ConnectedToSystemTimestamp": "2026-04-07T10:00:01Z",
             "DisconnectTimestamp": "2026-04-07T10:05:00Z", "DisconnectReason": "API",
             "LastUpdateTimestamp": "2026-04-07T10:06:00Z", "LastPausedTimestamp": "2026-04-07T10:02:00Z",
             "LastResumedTimestamp": "2026-04-07T10:03:00Z", "TotalPauseCount": 1, "TotalPauseDurationInSeconds": 60,
             "ScheduledTimestamp": "2026-04-07T10:00:00Z", "QueuePriority": 5, "QueueTimeAdjustmentSeconds": -5,
             "CustomerId": "c-17", "Attributes": {"order": "4711"}, "Tags": {"Dept": "Sales"},
             "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Chat"},
              "map": {"ValueMap": {"a": {"ValueInteger": 1}}}, "list": {"ValueList": [{"ValueArn": "x"}]}},
             "ChatMetrics": {"ChatContactMetrics": {"TotalMessages": 2, "MultiParty": false},
              "AgentMetrics": {"ParticipantType": "AGENT", "MessagesSent": 1},
              "CustomerMetrics": {"ParticipantType": "CUSTOMER", "MessagesSent": 1}}}}""";

    private static final String RECORD = """
            {"ContactId": "ID", "InitialContactId": null, "Channel": "TASK", "InitiationMethod": "API",
             "ContactDetails": {"Name": "Call back", "Description": "About it"},
             "Agent": {"ARN": "x/0a000000-0000-4000-8000-0000000000b1", "ConnectedToAgentTimestamp": "2026-04-07T10:01:00Z",
              "HierarchyGroups": {"Level1": {"ARN": "x/0a000000-0000-4000-8000-0000000000c1"}}},
             "Queue": {"ARN": "x/0a000000-0000-4000-8000-0000000000a1", "EnqueueTimestamp": "2026-04-07T10:00:30Z"},
             "References": [{"Name": "case", "Type": "URL", "Value": "https://example.com/", "Status": "AVAILABLE"}],
             "Attributes": {"order": "4711"}, "Tags": {"Dept": "Sales"},
             "InitiationTimestamp": "2026-04-07T10:00:00Z", "DisconnectTimestamp": "2026-04-07T10:05:00Z"}""";

    private static final String TRANSCRIPT = """
            {"Version": "2019-08-26", "ContactId": "ID", "InitialContactId": "ID", "Transcript": [
             {"Id": "0a000000-0000-4000-8000-000000000001", "AbsoluteTime": "2026-04-07T10:00:00Z", "Type": "MESSAGE",
              "ContentType": "text/plain", "Content": "Hello", "ParticipantId": "0a000000-0000-4000-8000-000000000002",
              "DisplayName": "Ada", "ParticipantRole": "SYSTEM", "ContactId": "ID", "RelatedContactId": null},
             {"Id": "0a000000-0000-4000-8000-000000000003", "AbsoluteTime": "2026-04-07T10:00:01Z", "Type": "ATTACHMENT",
              "ParticipantId": "0a000000-0000-4000-8000-000000000002", "DisplayName": "Ada", "ParticipantRole": "SYSTEM",
              "Attachments": [{"AttachmentId": "0a000000-0000-4000-8000-000000000004", "AttachmentName": "a.png",
               "ContentType": "image/png", "Status": "APPROVED"}]}]}""";

    private final Service.Tenant tenant;
    private final ImportService imports;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final String day;

    /** The lines of an import, and the contact of each hostile one. */
    private final List<String> lines = new ArrayList<>();

    private final List<String> good = new ArrayList<>();
    private final Set<Long> hostile = new HashSet<>();

    ImportHostileTests(Service.Calls calls, ImportService imports, RawCalls raw, JdbcClient jdbc, Clock clock) {
        this.tenant = calls.newTenant();
        this.imports = imports;
        this.raw = raw;
        this.jdbc = jdbc;
        this.day = clock.instant().minus(40, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The paths of all members and elements, as JSON pointers. */
    private static void collect(String path, JsonNode node, List<String> paths) {
        node.properties().forEach(member -> {
            var child = path + "/" + member.getKey();
            paths.add(child);
            collect(child, member.getValue(), paths);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            var child = path + "/" + i;
            paths.add(child);
            collect(child, node.get(i), paths);
        }
    }

    /** Puts a value, which may be too large for a number in memory, as text into a document. */
    private String changed(String document, String path, @Nullable String value) {
        var root = json.readTree(document);
        var parent = root.at(path.substring(0, path.lastIndexOf('/')));
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (value == null) {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(Integer.parseInt(name));
            }
            return root.toString();
        }
        if (parent instanceof ObjectNode object) {
            object.put(name, "HERE");
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), "HERE");
        }
        return root.toString().replace("\"HERE\"", value);
    }

    private void addGood() {
        good.add(newId());
        lines.add(GOOD.formatted(good.getLast()));
    }

    private void addHostile(String line) {
        lines.add(line);
        hostile.add((long) lines.size());
    }

    private ImportReport importLines() throws IOException {
        var content = String.join("\n", lines).replace("2026-04-07", day);
        return imports.importLines(
                new InstanceId(UUID.fromString(tenant.instance())),
                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                _ -> {});
    }

    private List<UUID> contacts() {
        return jdbc.sql("select id from contact where instance_id = :instance")
                .param("instance", UUID.fromString(tenant.instance()))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private int status(String path) {
        return raw.get(path).statusCode();
    }

    private String contact(UUID id, String rest) {
        return "/admin/v1/instances/%s/contacts/%s/%s".formatted(tenant.instance(), id, rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {DESCRIBED, RECORD, TRANSCRIPT})
    void hostileValuesAreImportedOrRefusedByTheirLine(String form) throws IOException {
        var paths = new ArrayList<String>();
        collect("", json.readTree(form), paths);
        var values = new ArrayList<@Nullable String>(HOSTILE);
        values.add(null);
        for (var path : paths) {
            addGood();
            for (var value : values) {
                var id = newId();
                if (form.equals(TRANSCRIPT)) {
                    lines.add(GOOD.formatted(id).replace("VOICE", "CHAT"));
                    good.add(id);
                }
                addHostile(changed(form, path, value).replace("ID", id));
            }
        }
        addGood();

        var report = importLines();

        assertThat(report.lines()).isGreaterThanOrEqualTo(lines.size());
        assertThat(report.refused()).isPositive();
        assertThat(report.refusals()).allSatisfy(refusal -> {
            assertThat(hostile).contains(refusal.line());
            assertThat(refusal.reason()).doesNotContain(SECRET, "x".repeat(100), "\u0000");
        });
        var stored = contacts();
        assertThat(stored).containsAll(good.stream().map(UUID::fromString).toList());
        assertThat(stored.size() - good.size() + report.transcripts() + report.skipped())
                .as("some values are fine")
                .isPositive();
        var isTranscript = form.equals(TRANSCRIPT);
        for (var id : stored) {
            assertThat(status("/contacts/%s/%s".formatted(tenant.instance(), id)))
                    .isEqualTo(200);
            if (isTranscript && report.transcripts() > 0) {
                assertThat(status(contact(id, "transcript/file"))).isIn(200, 400);
            }
        }
        assertThat(raw.post(
                                "/admin/v1/instances/%s/search-transcripts".formatted(tenant.instance()),
                                "{\"Query\": \"Hello\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theFormsThemselvesAreImported() throws IOException {
        for (var form : List.of(DESCRIBED, RECORD, DESCRIBED)) {
            lines.add(json.readTree(form).toString().replace("ID", newId()));
        }
        lines.add(json.readTree(TRANSCRIPT)
                .toString()
                .replace("ID", lines.getLast().split("\"", -1)[9]));

        assertThat(importLines()).isEqualTo(new ImportReport(4, 3, 1, 2, 0, 0, 0, 0, 0, List.of()));
    }

    /** Times that PostgreSQL or a number of milliseconds cannot hold. */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "+294277-01-01T00:00:00Z"})
    void refusesItemsBeyondTheDatabase(String time) throws IOException {
        addGood();
        var id = newId();
        good.add(id);
        lines.add(GOOD.formatted(id).replace("VOICE", "CHAT"));
        addHostile(changed(TRANSCRIPT, "/Transcript/0/AbsoluteTime", "\"%s\"".formatted(time))
                .replace("ID", id));
        addGood();

        var report = importLines();

        assertThat(report.contacts()).isEqualTo(3);
        assertThat(report.transcripts()).isZero();
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(3);
            assertThat(refusal.reason()).isEqualTo("AbsoluteTime is not a time between the years 1970 and 9999");
        });
    }

    /** Lines that are no values at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "[",
                "nul",
                "\"" + SECRET,
                "{\"Id\":}",
                "{\"Id\":\"" + SECRET + "\",}",
                "\ufeff{}",
                "{}{",
                "1",
                "NaN",
                "'x'",
                "// " + SECRET,
                "\u0000",
                "\u0085",
                "{\"a\":{\"a\":{\"a\":[[[[[[[[[[[[[[[[[[[["
            })
    void refusesWhatIsNotAValue(String line) throws IOException {
        addGood();
        addHostile(line);
        addGood();

        var report = importLines();

        assertThat(report.contacts()).isEqualTo(2);
        assertThat(report.refusals()).isNotEmpty().allSatisfy(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.reason()).doesNotContain(SECRET);
        });
    }

    /** Jackson refuses a value that nests deeper than a thousand levels, or has an overlong name or number. */
    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "9", "{\"Id\":1"})
    void refusesValuesWithoutMeasure(String repeated) throws IOException {
        addGood();
        addHostile(repeated.repeat(200_000));
        addGood();

        assertThat(importLines().contacts()).isEqualTo(2);
    }
}
