package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Malformed requests of the operations that find and create contacts. */
@ServiceTest
class ContactQueryInputTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    ContactQueryInputTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
    }

    private String search(String members) {
        return """
                {"InstanceId": "%s", "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": 1767225600,
                 "EndTime": 1767312000}%s}""".formatted(tenant.instance(), members.isEmpty() ? "" : ", " + members);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"SearchCriteria\": {\"Channels\": [\"SECRET\"]}                            | InvalidParameterException",
                "\"SearchCriteria\": {\"AgentIds\": [\"' or 1=1 --SECRET\"]}                 | InvalidParameterException",
                "\"SearchCriteria\": {\"ContactTags\": {\"AndConditions\": [{\"Key\": \"SECRET\"}]}}         | InvalidRequestException",
                "\"SearchCriteria\": {\"RoutingCriteria\": \"SECRET\"}                       | InvalidRequestException",
                "\"SearchCriteria\": {\"ActiveRegions\": [\"SECRET\"]}                       | InvalidParameterException",
                "\"SearchCriteria\": {\"AdditionalTimeRange\": {\"MatchType\": \"SECRET\"}}  | InvalidParameterException",
                "\"SearchCriteria\": {\"Name\": {\"SearchText\": [\"SECRET\"]}}              | InvalidRequestException",
                "\"SearchCriteria\": {\"SearchableContactAttributes\": {\"Criteria\": [{\"Key\": \"\", \"Values\": []}]}} | InvalidParameterException",
                "\"SearchCriteria\": {\"SearchableContactAttributes\": {\"Criteria\": [{\"Key\": \"NUL\\u0000\", \"Values\": []}]}} | InvalidRequestException",
                "\"SearchCriteria\": {\"SearchableSegmentAttributes\": {\"Criteria\": []}}   | InvalidParameterException",
                "\"Sort\": {\"FieldName\": \"SECRET\", \"Order\": \"ASCENDING\"}             | InvalidParameterException",
            })
    void refusesSearches(String members, String shape) {
        var answer = raw.post("/search-contacts", search(members));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape);
        assertThat(answer.body()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "-253402300799, 0",
        "0, 253402300799",
        "1e999, 1e999",
        "'\"2026-01-01T00:00:00Z\"', 0",
        "null, 0",
        "1767312000, 1767225600",
    })
    void refusesInvalidTimeRanges(String start, String end) {
        var answer = raw.post("/search-contacts", """
                {"InstanceId": "%s", "TimeRange": {"Type": "ENQUEUE_TIMESTAMP", "StartTime": %s, "EndTime": %s}}""".formatted(tenant.instance(), start, end));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"-62135596799", "-253402300799", "253402300799", "0"})
    void searchesAtTheEndsOfTime(String time) {
        var answer = raw.post("/search-contacts", """
                {"InstanceId": "%s", "TimeRange": {"Type": "DISCONNECT_TIMESTAMP", "StartTime": %s, "EndTime": %s}}""".formatted(tenant.instance(), time, time));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"Contacts\":[]").contains("\"TotalCount\":0");
    }

    @Test
    void matchesTextLiterally() {
        var hostile = "x' or '1'='1 :instance ? $1 %_\\\\ \\\"";
        var id = tenant.start();

        var answer = raw.post("/search-contacts", search("""
                        "SearchCriteria": {"Name": {"SearchText": ["%1$s"], "MatchType": "MATCH_ANY"},
                        "SearchableContactAttributes": {"Criteria": [{"Key": "%1$s", "Values": ["%1$s"]}]}}""".formatted(hostile)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(id).contains("\"TotalCount\":0");
    }

    @ParameterizedTest
    @CsvSource({
        "/contact/associated/{i},                                       contactId",
        "/contact/associated/{i}?contactId=,                            ContactId",
        "/contact/associated/{i}?contactId=x,                           ContactId",
        "/contact/associated/{i}?contactId={i}&maxResults=x,            MaxResults",
        "/contact/associated/{i}?contactId={i}&maxResults=99999999999,  MaxResults",
        "/contact/associated/?contactId={i},                            InstanceId",
        "/contact/references/{i}/{i},                                   referenceTypes",
        "/contact/references/{i}/?referenceTypes=URL,                   ContactId",
        "/contact/references/{i}/{i}?referenceTypes=url,                ReferenceTypes",
    })
    void refusesLists(String path, String member) {
        var answer = raw.get(path.replace("{i}", tenant.instance()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/contact/task           | \"Name\": \"t\", \"ScheduledTime\": \"SECRET\"",
                "/contact/task           | \"Name\": \"t\", \"ScheduledTime\": -253402300799",
                "/contact/task           | \"Name\": \"t\", \"ScheduledTime\": 253402300799",
                "/contact/task           | \"Name\": \"NUL \\u0000\"",
                "/contact/task           | \"Name\": \"t\", \"References\": {\"\": {\"Type\": \"URL\"}}",
                "/contact/task           | \"Name\": \"t\", \"References\": {\"r\": {\"Type\": \"SECRET\"}}",
                "/contact/task           | \"Name\": \"t\", \"SegmentAttributes\": {\"connect:ContactExpiry\": {\"ValueMap\": {\"ExpiryDuration\": {\"ValueInteger\": 2147483647}}}}",
                "/contact/create-contact | \"Channel\": \"TASK\", \"InitiationMethod\": \"SECRET\"",
            })
    void refusesRecordsAndWritesNothing(String path, String members) {
        var answer = raw.put(path, """
                {"InstanceId": "%s", "ContactFlowId": "%s", %s}""".formatted(tenant.instance(), tenant.flow(), members));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("SECRET");
        assertThat(jdbc.sql("select count(*) from contact where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
