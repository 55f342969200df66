package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import tools.jackson.databind.json.JsonMapper;

/** Imports of files in each form. */
@ServiceTest
class ImportTests {

    private static final Path FILES = Path.of("src/test/resources/import");
    private static final String FIRST = "-0000-4000-8000-000000000001";
    private static final String SECOND = "-0000-4000-8000-000000000002";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ImportService imports;
    private final JdbcClient jdbc;
    private final InstanceId instance;
    private final String prefix = UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate day;

    @TempDir
    private Path folder;

    ImportTests(Service.Calls calls, RawCalls raw, ImportService imports, JdbcClient jdbc, Clock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.imports = imports;
        this.jdbc = jdbc;
        this.instance = new InstanceId(UUID.fromString(tenant.instance()));
        this.day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(40);
    }

    @BeforeEach
    void copyFiles() throws IOException {
        try (var files = Files.walk(FILES)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .toList()) {
                var copy = folder.resolve(FILES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, fresh(Files.readString(file)));
            }
        }
    }

    private String fresh(String text) {
        return text.replace("0a000000", prefix).replace("2026-04-07", day.toString());
    }

    private ImportReport importFolder() throws IOException {
        return imports.importFiles(instance, folder, _ -> {});
    }

    private ImportReport importLines(String... lines) {
        try {
            return imports.importLines(
                    instance,
                    new ByteArrayInputStream(fresh(String.join("\n", lines)).getBytes(StandardCharsets.UTF_8)),
                    _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A contact of a voice call, whose id ends with a number. */
    private static String call(int number, String end) {
        return """
                {"Id": "0a000000-0000-4000-9000-%012d", "Channel": "VOICE", "InitiationMethod": "INBOUND", \
                "InitiationTimestamp": "2026-04-07T10:00:00Z"%s}""".formatted(number, end);
    }

    private static String call(int number) {
        return call(number, ", \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\"");
    }

    private static String ofCall(String id, String from, String until) {
        return """
                {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", \
                "InitiationTimestamp": %s, "DisconnectTimestamp": %s}""".formatted(id, from, until);
    }

    private static List<String> messages(List<Item> items) {
        return items.stream()
                .filter(item -> item.typeAsString().equals("MESSAGE"))
                .map(Item::content)
                .toList();
    }

    private int rows(String table, String column) {
        return jdbc.sql("select count(*) from %s where %s::text like :prefix".formatted(table, column))
                .param("prefix", prefix + "%")
                .query(Integer.class)
                .single();
    }

    @Test
    void storesEachForm() throws IOException {
        var report = importFolder();

        assertThat(report.refusals()).isEmpty();
        assertThat(report).isEqualTo(new ImportReport(7, 5, 2, 9, 0, 0, 0, 0, 0, List.of()));
        var chat = tenant.describe(prefix + FIRST);
        assertThat(chat.name()).isEqualTo("Order");
        assertThat(chat.customerId()).isEqualTo("c-17");
        assertThat(chat.initiationTimestamp()).isEqualTo(Instant.parse(day + "T08:45:33.965Z"));
        assertThat(chat.attributes()).containsEntry("language", "Zürich-deutsch");
        assertThat(chat.tags())
                .containsEntry("Dept", "Sales")
                .containsEntry("aws:connect:instanceId", tenant.instance());
        var transferred = tenant.describe(prefix + SECOND);
        assertThat(transferred.initialContactId()).isEqualTo(prefix + FIRST);
        assertThat(transferred.agentInfo().connectedToAgentTimestamp())
                .isEqualTo(Instant.parse(day + "T08:50:10.250Z"));
        assertThat(transferred.attributes()).containsEntry("order", "4711");
        var call = tenant.describe(prefix + "-0000-4000-8000-000000000011");
        assertThat(call.channel()).isEqualTo(Channel.VOICE);
        assertThat(call.disconnectReason()).isEqualTo("TELECOM_PROBLEM");
        assertThat(call.queueInfo().id()).isEqualTo(prefix + "-0000-4000-8000-0000000000a1");
        assertThat(call.agentInfo().hierarchyGroups().level1().arn()).endsWith("-0000000000c1");
        assertThat(tenant.describe(prefix + "-0000-4000-8000-000000000012").description())
                .isEqualTo("About the order");
        assertThat(rows("contact_event", "contact_id")).isZero();
    }

    @Test
    void aPersistentChatContinuesFromAnImportedContact() throws IOException {
        importFolder();

        var chat = tenant.start(request -> request.persistentChat(
                persistent -> persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(prefix + FIRST)));
        var customer = calls.customerOf(chat);
        customer.say("I am back");

        assertThat(messages(customer.everything()))
                .containsExactly(
                        "How can I help you today?",
                        "My parcel is lost",
                        "Hello?",
                        "I look for your parcel",
                        "I am back");
        assertThat(customer.everything())
                .filteredOn(item -> "I look for your parcel".equals(item.content()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.relatedContactId()).isEqualTo(prefix + SECOND);
                    assertThat(item.absoluteTime()).isEqualTo(day + "T08:50:20.000Z");
                    assertThat(item.displayName()).isEqualTo("Ada");
                });
        assertThat(tenant.describe(chat.contactId()).relatedContactId()).isEqualTo(prefix + SECOND);
    }

    @Test
    void aPersistentChatContinuesFromASegment() throws IOException {
        importFolder();

        var customer = calls.customerOf(tenant.start(request -> request.persistentChat(
                persistent -> persistent.rehydrationType("FROM_SEGMENT").sourceContactId(prefix + FIRST))));

        assertThat(messages(customer.everything()))
                .containsExactly("How can I help you today?", "My parcel is lost", "Hello?");
    }

    @Test
    void transcriptsOfAChatComeInAnyOrder() throws IOException {
        for (var file : List.of("described.ndjson", "transcripts/b.json", "transcripts/a.json")) {
            assertThat(imports.importFiles(instance, folder.resolve(file), _ -> {})
                            .refused())
                    .isZero();
        }

        for (var contact : List.of(FIRST, SECOND)) {
            var file = new JsonMapper()
                    .readTree(raw.get("/admin/v1/instances/%s/contacts/%s/transcript/file"
                                    .formatted(tenant.instance(), prefix + contact))
                            .body());
            assertThat(file.path("Transcript")).hasSize(contact.equals(FIRST) ? 5 : 4);
        }
    }

    @Test
    void repeatingIsHarmless() throws IOException {
        importFolder();
        var before = rows("transcript_item", "session_id");

        var report = importFolder();

        assertThat(report).isEqualTo(new ImportReport(7, 0, 0, 0, 0, 7, 0, 0, 0, List.of()));
        assertThat(rows("transcript_item", "session_id")).isEqualTo(before);
    }

    @Test
    void importsWhatThisServiceExports() throws IOException {
        importFolder();
        var other = calls.newTenant();
        var file = raw.get("/admin/v1/instances/%s/contacts/%s/transcript/file"
                        .formatted(tenant.instance(), prefix + FIRST))
                .body();
        var describe = raw.get("/contacts/%s/%s".formatted(tenant.instance(), prefix + FIRST))
                .body();
        raw.post(
                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                "{\"ContactId\": \"%s\", \"Reason\": \"It moves\"}".formatted(prefix + FIRST));
        assertThat(rows("imported_contact", "contact_id")).isEqualTo(3);

        var report = imports.importLines(
                new InstanceId(UUID.fromString(other.instance())),
                new ByteArrayInputStream((file + "\n" + describe).getBytes(StandardCharsets.UTF_8)),
                _ -> {});

        assertThat(report).isEqualTo(new ImportReport(2, 1, 1, 5, 0, 0, 0, 0, 0, List.of()));
        assertThat(other.describe(prefix + FIRST).attributes()).containsEntry("order", "4711");
        assertThat(raw.get("/admin/v1/instances/%s/contacts/%s/transcript/file"
                                .formatted(other.instance(), prefix + FIRST))
                        .body())
                .isEqualTo(file.replace(tenant.instance(), other.instance()));
    }

    @Test
    void anotherContentIsAConflictAndLeftAlone() throws IOException {
        importFolder();
        var changed = Files.readString(folder.resolve("described.ndjson")).replace("\"Order\"", "\"Other\"");
        var transcript = new JsonMapper()
                .readTree(folder.resolve("transcripts/b.json").toFile())
                .toString();

        var report = importLines(changed.lines().toList().get(1), transcript.replace("Hello?", "Hi?"));

        assertThat(report.conflicts()).isEqualTo(2);
        assertThat(report.refusals()).extracting(ImportReport.Refusal::line).containsExactly(1L, 2L);
        assertThat(tenant.describe(prefix + FIRST).name()).isEqualTo("Order");
    }

    @Test
    void aContactOfThisServiceIsLeftAlone() {
        var own = tenant.startAndStop();

        var report = importLines(ofCall(own, "\"2026-04-07T10:00:00Z\"", "\"2026-04-07T10:00:00Z\""));

        assertThat(report.conflicts()).isOne();
        assertThat(tenant.describe(own).channel()).isEqualTo(Channel.CHAT);
        var later = importLines(ofCall("0a000000-0000-4000-9000-000000000001", "1", "2")
                .replace("\"Channel\"", "\"InitialContactId\": \"%s\", \"Channel\"".formatted(own))
                .replace(" 1,", " \"2026-04-07T10:00:00Z\",")
                .replace(" 2}", " \"2026-04-07T10:00:00Z\"}"));
        assertThat(later.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains(own));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Id\": \"secret | not JSON",
                "[\"secret\"] | not an object",
                "{\"Id\": \"secret\"} | Id is not a UUID",
                "{\"ContactId\": \"0a000000-0000-4000-9000-000000000009\", \"Transcript\": []} | no items",
                "{\"Id\": \"0a000000-0000-4000-9000-000000000009\"} | InitiationTimestamp is required",
            })
    void reportsABadLineAndGoesOn(String line, String reason) {
        var report = importLines(call(1), "", line, call(2));

        assertThat(report.contacts()).isEqualTo(2);
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(3);
            assertThat(refusal.reason()).contains(reason).doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | DisconnectTimestamp is required",
                "', \"DisconnectTimestamp\": \"2026-04-07T09:59:59Z\"' | before InitiationTimestamp",
                "', \"DisconnectTimestamp\": 32503680000' | in the future",
                "', \"DisconnectTimestamp\": 1e999' | DisconnectTimestamp",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"Name\": \"sec\\u0000ret\"' | null character",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"Attributes\": {\"a b\": \"secret\"}' | Attributes",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"DisconnectReason\": \"secret\"' | DisconnectReason",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"ScheduledTimestamp\": 9e12' | between the years",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"PreviousContactId\": \"0a000000-0000-4000-9000-000000000008\"' | without InitialContactId",
                "', \"DisconnectTimestamp\": \"2026-04-07T10:05:00Z\", \"InitialContactId\": \"0a000000-0000-4000-9000-000000000008\"' | was not imported",
            })
    void refusesAContact(String end, String reason) {
        var report = importLines(call(1), call(2, end), call(3));

        assertThat(report.contacts()).isEqualTo(2);
        assertThat(report.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.reason()).contains(reason).doesNotContain("secret");
        });
        assertThat(rows("imported_contact", "contact_id")).isEqualTo(2);
    }

    @Test
    void takesSecondsSince1970() {
        var at = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();

        importLines(ofCall("0a000000-0000-4000-9000-000000000001", at + ".125", String.valueOf(at + 60)));

        assertThat(tenant.describe(prefix + "-0000-4000-9000-000000000001").initiationTimestamp())
                .isEqualTo(Instant.ofEpochSecond(at).plusMillis(125));
    }

    @Test
    void leavesOutWhatIsNotKept() throws IOException {
        var transcript = new JsonMapper()
                .readTree(folder.resolve("transcripts/b.json").toFile())
                .toString();

        var report = importLines(
                ofCall(
                        "0a000000-0000-4000-9000-000000000001",
                        "\"2021-11-11T23:59:59.999Z\"",
                        "\"2021-11-12T00:00:00Z\""),
                transcript.replace(day.toString(), "2021-11-11"));

        assertThat(report.expired()).isEqualTo(2);
        assertThat(report.refused()).isZero();
        assertThat(rows("contact", "id")).isZero();
    }

    @Test
    void aTranscriptNeedsItsContact() throws IOException {
        var transcript = new JsonMapper()
                .readTree(folder.resolve("transcripts/b.json").toFile())
                .toString();

        assertThat(importLines(transcript).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("needs its contact"));
        assertThat(rows("transcript_item", "session_id")).isZero();
    }

    /** The batch of a voice contact and its transcript; the contact is stored all the same. */
    @Test
    void onlyAChatHasATranscript() {
        var transcript = """
                {"ContactId": "0a000000-0000-4000-9000-000000000001", "Transcript": [{"Id": \
                "0a000000-0000-4000-9000-000000000009", "AbsoluteTime": "2026-04-07T10:00:00Z", "Type": "MESSAGE", \
                "Content": "secret"}]}""";

        var report = importLines(transcript, call(1));

        assertThat(report.contacts()).isOne();
        assertThat(report.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("not a chat"));
    }

    @Test
    void continuesAfterAnInterruption() throws IOException {
        var stored = 2 * ImportService.BATCH; // a tenth of the lines is cut off, which is less than half a batch
        var lines = IntStream.range(0, stored + ImportService.BATCH / 2)
                .mapToObj(ImportTests::call)
                .toList();
        var all = fresh(String.join("\n", lines)).getBytes(StandardCharsets.UTF_8);
        var broken = new SequenceInputStream(new ByteArrayInputStream(all, 0, all.length * 9 / 10), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The line is cut");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> imports.importLines(instance, broken, _ -> {}));
        assertThat(rows("contact", "id")).isEqualTo(stored);

        var report = imports.importLines(instance, new ByteArrayInputStream(all), _ -> {});
        assertThat(report.skipped()).isEqualTo(stored);
        assertThat(report.contacts()).isEqualTo(lines.size() - stored);
    }

    @RepeatedTest(5)
    void concurrentImportsStoreEachContactOnce() {
        var contacts = ImportService.BATCH + 200;
        var lines = IntStream.range(0, contacts).mapToObj(ImportTests::call).collect(Collectors.joining("\n"));

        var reports = ConcurrentCalls.run(4, _ -> importLines(lines));

        assertThat(reports).allMatch(report -> report.refused() == 0);
        assertThat(reports.stream().mapToLong(ImportReport::contacts).sum()).isEqualTo(contacts);
        assertThat(rows("contact", "id")).isEqualTo(contacts);
    }
}
