package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.retention.Retention;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imported contacts are found, held, erased and deleted like those that happened here. */
@ServiceTest
class ImportedHistoryTests {

    private static final List<String> OUTLIVE = List.of("erasure", "legal_hold");

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ImportService imports;
    private final ContactTextJob job;
    private final Retention retention;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final String first = UUID.randomUUID().toString();
    private final String second = UUID.randomUUID().toString();
    private final String call = UUID.randomUUID().toString();
    private final Instant begin;

    ImportedHistoryTests(
            Service.Calls calls,
            RawCalls raw,
            ImportService imports,
            ContactTextJob job,
            Retention retention,
            MutableClock clock,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.imports = imports;
        this.job = job;
        this.retention = retention;
        this.clock = clock;
        this.jdbc = jdbc;
        this.begin = clock.instant().minus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    /** A chat of two contacts with transcripts, and a call of the same customer. */
    @BeforeEach
    void importContacts() throws IOException {
        var lines = """
                {"Id": "%1$s", "Channel": "CHAT", "InitiationMethod": "API", "CustomerId": "ada", "InitiationTimestamp": \
                "%4$s", "DisconnectTimestamp": "%5$s", "Attributes": {"order": "4711"}}
                {"Id": "%2$s", "InitialContactId": "%1$s", "PreviousContactId": "%1$s", "Channel": "CHAT", \
                "InitiationMethod": "TRANSFER", "InitiationTimestamp": "%5$s", "DisconnectTimestamp": "%6$s", \
                "QueueInfo": {"Id": "%1$s", "EnqueueTimestamp": "%5$s"}, "AgentInfo": {"Id": "%2$s", \
                "ConnectedToAgentTimestamp": "%5$s"}}
                {"Id": "%3$s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "CustomerId": "ada", \
                "InitiationTimestamp": "%4$s", "DisconnectTimestamp": "%5$s"}
                {"ContactId": "%1$s", "Transcript": [{"Id": "%1$s", "AbsoluteTime": "%4$s", "Type": "MESSAGE", \
                "Content": "My parcel", "ParticipantId": "%1$s", "DisplayName": "Ada", "ParticipantRole": "CUSTOMER"}]}
                {"ContactId": "%2$s", "InitialContactId": "%1$s", "Transcript": [{"Id": "%2$s", "AbsoluteTime": "%5$s", \
                "Type": "MESSAGE", "Content": "Which parcel?", "ParticipantId": "%2$s", "DisplayName": "Bob", \
                "ParticipantRole": "AGENT"}]}
                """.formatted(first, second, call, begin, begin.plusSeconds(60), begin.plusSeconds(120));
        var report = imports.importLines(
                new InstanceId(UUID.fromString(tenant.instance())),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                _ -> {});
        assertThat(report).isEqualTo(new ImportReport(5, 3, 2, 2, 0, 0, 0, 0, 0, List.of()));
        job.writeDue();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private HttpResponse<String> post(String path, Map<String, ?> request) {
        return raw.post(
                "/admin/v1/instances/%s/%s".formatted(tenant.instance(), path), json.writeValueAsString(request));
    }

    private JsonNode posted(String path, Map<String, ?> request) {
        var answer = post(path, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private List<String> foundByText(Map<String, ?> request) {
        return posted("search-transcripts", request)
                .path("Results")
                .valueStream()
                .map(result -> result.path("ContactId").asString())
                .toList();
    }

    /** The number of rows of the imported contacts in each table that names contacts, sessions or participants. */
    private Map<String, Integer> rows() {
        var tables = jdbc.sql("""
                        select c.table_name || ' ' || c.column_name as name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
                          and (c.column_name in ('contact_id', 'session_id', 'initial_contact_id')
                               or c.table_name || '.' || c.column_name in ('contact.id', 'chat_session.id'))
                        """).query((row, _) -> row.getString("name")).list();
        var rows = new TreeMap<String, Integer>();
        for (var table : tables) {
            var names = table.split(" ", -1);
            var count = jdbc.sql("select count(*) from %s where %s = any (:ids)".formatted(names[0], names[1]))
                    .param("ids", new UUID[] {UUID.fromString(first), UUID.fromString(second), UUID.fromString(call)})
                    .query(Integer.class)
                    .single();
            if (count > 0 && !OUTLIVE.contains(names[0])) {
                rows.put(table, count);
            }
        }
        return rows;
    }

    private void expire() {
        clock.stopAt(begin.plus(Duration.ofDays(740)));
    }

    @Test
    void searchesFindThem() {
        assertThat(foundByText(Map.of("Query", "parcel"))).containsExactlyInAnyOrder(first, second);
        assertThat(foundByText(Map.of("Query", "parcel", "ParticipantRoles", List.of("AGENT"))))
                .containsExactly(second);
        assertThat(foundByText(Map.of("Query", "parcel", "QueueIds", List.of(first))))
                .containsExactly(second);
        assertThat(foundByText(Map.of("Query", "parcel", "AgentIds", List.of(second))))
                .containsExactly(second);
        assertThat(foundByText(Map.of("Query", "parcel", "Attributes", Map.of("order", "4711"))))
                .contains(first);
        var contacts = tenant.connect()
                .searchContacts(r -> r.instanceId(tenant.instance())
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(begin)
                                .endTime(begin.plusSeconds(120)))
                        .searchCriteria(criteria -> criteria.channelsWithStrings("VOICE")))
                .contacts();
        assertThat(contacts).extracting(ContactSearchSummary::id).containsExactly(call);
    }

    @Test
    void aPersistentChatContinuesUntilThePastIsErased() {
        var chat = tenant.start(request -> request.persistentChat(
                persistent -> persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(first)));
        var customer = calls.customerOf(chat);
        assertThat(customer.everything()).extracting(item -> item.content()).contains("My parcel", "Which parcel?");

        posted("erasures", Map.of("ContactId", second, "Reason", "Request 4711"));

        assertThat(customer.everything())
                .extracting(item -> item.content())
                .doesNotContain("My parcel", "Which parcel?");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(request -> request.persistentChat(persistent ->
                        persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(first))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETENTION", "ERASURE"})
    void theirDeletionLeavesNothing(String how) {
        assertThat(rows().keySet())
                .contains(
                        "chat_session id",
                        "contact id",
                        "contact_text contact_id",
                        "imported_contact contact_id",
                        "participant session_id",
                        "transcript_item session_id");

        if (how.equals("RETENTION")) {
            expire();
            retention.run();
        } else {
            var record = posted("erasures", Map.of("CustomerId", "ada", "Reason", "Request 4711"));
            assertThat(record.at("/DeletedRows/contact").asInt()).isEqualTo(3);
            assertThat(record.at("/DeletedRows/imported_contact").asInt()).isEqualTo(3);
        }

        assertThat(rows()).isEmpty();
        assertThat(foundByText(Map.of("Query", "parcel"))).isEmpty();
    }

    @Test
    void aLegalHoldKeepsThem() {
        var hold = posted("legal-holds", Map.of("ContactId", second, "Reason", "Case 12"));
        var before = rows();

        assertThat(post("erasures", Map.of("ContactId", first, "Reason", "Request 4711"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(rows()).isEqualTo(before);
        expire();
        retention.run();
        assertThat(rows()).containsEntry("contact id", 2).containsEntry("transcript_item contact_id", 2);

        posted(
                "legal-holds/%s/release".formatted(hold.path("LegalHoldId").asString()),
                Map.of("Reason", "Case closed"));
        retention.run();
        assertThat(rows()).isEmpty();
    }

    @Test
    void deleteContactDataHasNothingToDelete() {
        var answer = raw.post(
                "/contact/delete/%s/%s".formatted(tenant.instance(), first),
                "{\"ContactFields\": [\"CUSTOMER_ENDPOINT\", \"EMAIL_SUBJECT\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(tenant.describe(first).customerId()).isEqualTo("ada");
    }
}
