package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The variety of real files: members that come and go with the years, null members, forms of times, values without a
 * line break between them. All values are made up; the shapes are those of
 *
 * <ul>
 *   <li>contact records: the <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">data
 *       model</a>, also in awsdocs/amazon-connect-admin-guide (doc_source/ctr-data-model.md); the types of
 *       aws-samples/contact-trace-record-consumer-typescript-sample (index.d.ts); and records of 2019 to 2022 that
 *       applications in public repositories keep as test events
 *   <li>contacts: <a href="https://docs.aws.amazon.com/cli/latest/reference/connect/describe-contact.html">aws connect
 *       describe-contact</a> of both versions, and what Python prints of it with {@code json.dumps(…, default=str)}
 *   <li>transcripts: a file of April 2026 in a public repository; the items of amazon-connect/amazon-connect-chatjs
 *       (src/core/chatController.spec.js), whose attachments have no ContentType
 * </ul>
 */
@ServiceTest
class ImportFormTests {

    private static final String VOICE = """
            {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":{"ARN":\
            "arn:aws:connect:us-east-1:123456789012:instance/%1$s/agent/0a000000-0000-4000-8000-0000000000b1",\
            "AfterContactWorkDuration":5,"AfterContactWorkEndTimestamp":"2026-04-07T17:28:17Z",\
            "AfterContactWorkStartTimestamp":"2026-04-07T17:28:12Z","AgentInteractionDuration":239,\
            "ConnectedToAgentTimestamp":"2026-04-07T17:20:32Z","CustomerHoldDuration":221,"HierarchyGroups":{"Level1":{\
            "ARN":"arn:aws:connect:us-east-1:123456789012:instance/%1$s/agent-group/0a000000-0000-4000-8000-0000000000c1",\
            "GroupName":"North"},"Level2":{"ARN":\
            "arn:aws:connect:us-east-1:123456789012:instance/%1$s/agent-group/0a000000-0000-4000-8000-0000000000c2",\
            "GroupName":"Orders"},"Level3":null,"Level4":null,"Level5":null},"LongestHoldDuration":204,"NumberOfHolds":2,\
            "RoutingProfile":{"ARN":\
            "arn:aws:connect:us-east-1:123456789012:instance/%1$s/routing-profile/0a000000-0000-4000-8000-0000000000d1",\
            "Name":"Basic"},"StateTransitions":[],"Username":"ada"},"AgentConnectionAttempts":1,\
            "AnsweringMachineDetectionStatus":null,"Attributes":{"Acct_Code":"","path-1":"8477597_002"},"Campaign":{\
            "CampaignId":null},"Channel":"VOICE","ConnectedToSystemTimestamp":"2026-04-07T17:12:59Z","ContactDetails":{},\
            "ContactEvaluations":{},"ContactId":"%2$s","ContactLens":{"ConversationalAnalytics":{"Configuration":{\
            "Enabled":true,"LanguageLocale":"en-US"}}},"CustomerEndpoint":{"Address":"+15550100","Type":"TELEPHONE_NUMBER"},\
            "CustomerId":null,"CustomerVoiceActivity":null,"DisconnectReason":"CUSTOMER_DISCONNECT","DisconnectTimestamp":\
            "2026-04-07T17:47:28Z","InitialContactId":null,"InitiationMethod":"INBOUND","InitiationTimestamp":\
            "2026-04-07T17:12:59Z","InstanceARN":"arn:aws:connect:us-east-1:123456789012:instance/%1$s",\
            "LastUpdateTimestamp":"2026-04-07T17:48:35Z","MediaStreams":[{"Type":"AUDIO"}],"NextContactId":\
            "0a000000-0000-4000-8000-00000000ffff","PreviousContactId":null,"QualityMetrics":{"Agent":{"Audio":{\
            "PotentialQualityIssues":[],"QualityScore":4.3}},"Customer":null},"Queue":{"ARN":\
            "arn:aws:connect:us-east-1:123456789012:instance/%1$s/queue/0a000000-0000-4000-8000-0000000000a1",\
            "DequeueTimestamp":"2026-04-07T17:20:32Z","Duration":346,"EnqueueTimestamp":"2026-04-07T17:14:46Z","Name":\
            "BasicQueue"},"Recording":{"DeletionReason":null,"Location":"bucket/CallRecordings/2026/04/07/a.wav","Status":\
            "AVAILABLE","Type":"AUDIO"},"Recordings":[{"DeletionReason":null,"FragmentStartNumber":null,\
            "FragmentStopNumber":null,"Location":"bucket/CallRecordings/2026/04/07/a.wav","MediaStreamType":"AUDIO",\
            "ParticipantType":null,"StartTimestamp":null,"Status":"AVAILABLE","StopTimestamp":null,"StorageType":"S3"}],\
            "References":[],"RoutingCriteria":null,"ScheduledTimestamp":null,"SegmentAttributes":{"connect:Subtype":{\
            "ValueInteger":null,"ValueList":null,"ValueMap":null,"ValueString":"connect:Telephony"}},"SystemEndpoint":{\
            "Address":"+15550199","Type":"TELEPHONE_NUMBER"},"Tags":{"aws:connect:instanceId":"%1$s",\
            "aws:connect:systemEndpoint":"+15550199"},"TaskTemplateInfo":null,"TotalPauseCount":null,\
            "TotalPauseDurationInSeconds":null,"TransferCompletedTimestamp":"2026-04-07T17:28:12Z",\
            "TransferredToEndpoint":{"Address":"+15550123","Type":"TELEPHONE_NUMBER"},"VoiceIdResult":null}""";

    private static final String INSTANCE = "0a000000-0000-4000-8000-0000000000ff";

    private final Service.Tenant tenant;
    private final ImportService imports;
    private final RawCalls raw;
    private final JsonMapper json = new JsonMapper();
    private final String prefix = UUID.randomUUID().toString().substring(0, 8);
    private final String day;

    @TempDir
    private Path folder;

    ImportFormTests(Service.Calls calls, ImportService imports, RawCalls raw, Clock clock) {
        this.tenant = calls.newTenant();
        this.imports = imports;
        this.raw = raw;
        this.day = clock.instant().minus(40, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private static String id(int number) {
        return "0a000000-0000-4000-9000-%012d".formatted(number);
    }

    private String fresh(String text) {
        return text.replace("0a000000", prefix).replace("2026-04-07", day);
    }

    private Instant at(String time) {
        return Instant.parse(day + "T" + time + "Z");
    }

    private ImportReport importFile(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(fresh(content).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve(name), bytes.toByteArray());
        var report = imports.importFiles(new InstanceId(UUID.fromString(tenant.instance())), folder, _ -> {});
        Files.delete(folder.resolve(name));
        return report;
    }

    private JsonNode transcript(int number) {
        return json.readTree(raw.get("/admin/v1/instances/%s/contacts/%s/transcript/file"
                                .formatted(tenant.instance(), fresh(id(number))))
                        .body())
                .path("Transcript");
    }

    /** Data Firehose writes no line breaks unless it is told to, and compresses if it is told to. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-04-07-17-00-00-0001", "2026-04-07-17-00-00-0001.gz", "records.json", "records.json.gz"})
    void takesRecordsWithoutLineBreaks(String name) throws IOException {
        var records =
                VOICE.formatted(INSTANCE, id(1)) + VOICE.formatted(INSTANCE, id(2)) + VOICE.formatted(INSTANCE, id(3));

        var report = importFile(name, records);

        assertThat(report.refusals()).isEmpty();
        assertThat(report.contacts()).isEqualTo(3);
        var call = tenant.describe(fresh(id(3)));
        assertThat(call.attributes()).isEqualTo(Map.of("Acct_Code", "", "path-1", "8477597_002"));
        assertThat(call.queueInfo().enqueueTimestamp()).isEqualTo(at("17:14:46"));
        assertThat(call.agentInfo().connectedToAgentTimestamp()).isEqualTo(at("17:20:32"));
        assertThat(call.agentInfo().hierarchyGroups().level2().arn()).endsWith("-0000000000c2");
        assertThat(call.agentInfo().hierarchyGroups().level3()).isNull();
        assertThat(call.agentInfo().afterContactWorkDuration()).isEqualTo(5);
        assertThat(call.segmentAttributes())
                .hasEntrySatisfying(
                        "connect:Subtype",
                        value -> assertThat(value.valueString()).isEqualTo("connect:Telephony"));
        assertThat(call.tags()).isEqualTo(Map.of("aws:connect:instanceId", tenant.instance()));
        assertThat(call.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
    }

    /** Line breaks within a value, as editors and {@code jq} write it. */
    @Test
    void takesIndentedRecords() throws IOException {
        var record = json.readTree(VOICE.formatted(INSTANCE, id(1))).toPrettyString();

        assertThat(importFile("records.json", record + "\n" + record.replace(id(1), id(2)))
                        .contacts())
                .isEqualTo(2);
    }

    /** Records of 2019: the members of later years are absent, and an application has added its own. */
    @Test
    void takesOldRecords() throws IOException {
        var report = importFile("records", """
                {"_id": {"$oid": "5e836e195374330009ed8ae6"}, "AWSAccountId": "123456789012",
                 "AWSContactTraceRecordFormatVersion": "2017-03-10", "Agent": null, "AgentConnectionAttempts": 0,
                 "Attributes": {}, "Channel": "VOICE", "ConnectedToSystemTimestamp": "2026-04-07T16:20:01Z",
                 "ContactId": "%s", "CustomerEndpoint": {"Address": "+15550100", "Type": "TELEPHONE_NUMBER"},
                 "DisconnectTimestamp": "2026-04-07T16:20:30Z", "InitialContactId": null, "InitiationMethod": "INBOUND",
                 "InitiationTimestamp": "2026-04-07T16:20:01Z", "LastUpdateTimestamp": "2026-04-07T16:21:44Z",
                 "MediaStreams": [{"Type": "AUDIO"}], "NextContactId": null, "PreviousContactId": null, "Queue": null,
                 "Recording": null, "Recordings": null, "SystemEndpoint": null, "TransferCompletedTimestamp": null,
                 "TransferredToEndpoint": null, "createdAt": 1585671705096}
                """.formatted(id(1)).replace("\n ", ""));

        assertThat(report.refusals()).isEmpty();
        var call = tenant.describe(fresh(id(1)));
        assertThat(call.disconnectReason()).isNull();
        assertThat(call.queueInfo()).isNull();
    }

    /** A record whose contact has waited in the queue of an agent, and later records of the chain. */
    @Test
    void takesAChainInAnyOrder() throws IOException {
        var first = VOICE.formatted(INSTANCE, id(1)).replace("/queue/", "/queue/agent/");
        var second = VOICE.formatted(INSTANCE, id(2))
                .replace("\"InitialContactId\":null", "\"InitialContactId\":\"%s\"".formatted(id(1)))
                .replace("\"PreviousContactId\":null", "\"PreviousContactId\":\"%s\"".formatted(id(1)))
                .replace("\"INBOUND\"", "\"TRANSFER\"");

        var report = importFile("records", second + first);

        assertThat(report.refusals()).isEmpty();
        assertThat(tenant.describe(fresh(id(1))).queueInfo().id()).endsWith("-0000000000a1");
        assertThat(tenant.describe(fresh(id(2))).previousContactId()).isEqualTo(fresh(id(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-04-07T17:12:59.125000+00:00\"", // aws, version 2
                "\"2026-04-07T19:12:59.125+02:00\"",
                "\"2026-04-07 17:12:59.125000+00:00\"", // Python
                "\"2026-04-07 10:12:59.125000-07:00\"",
                "\"2026-04-07T17:12:59.125Z\"",
                "EPOCH" // aws, version 1
            })
    void takesContactsWithEachFormOfTimes(String time) throws IOException {
        var seconds = at("17:12:59").getEpochSecond() + ".125";
        var report = importFile("contacts.json", """
                {"Contact": {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND",
                  "InitiationTimestamp": %s, "DisconnectTimestamp": %2$s, "DisconnectDetails": {}, "Recordings": [],
                  "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+15550100"}},
                 "ResponseMetadata": {"HTTPStatusCode": 200, "RetryAttempts": 0}}
                """.formatted(id(1), time.replace("EPOCH", seconds)));

        assertThat(report.refusals()).isEmpty();
        assertThat(tenant.describe(fresh(id(1))).initiationTimestamp()).isEqualTo(at("17:12:59.125"));
    }

    /** A time without an offset could be that of any zone. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-04-07T17:12:59", "2026-04-07 17:12:59", "2026-04-07", "04/07/2026 17:12", "17:12:59Z"})
    void refusesTimesWithoutAnOffset(String time) throws IOException {
        var report = importFile("contacts", """
                {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "%s", \
                "DisconnectTimestamp": "2026-04-07T17:12:59Z"}""".formatted(id(1), time));

        assertThat(report.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("InitiationTimestamp is neither"));
    }

    @Test
    void takesItemsAsClientsReceiveThem() throws IOException {
        var sender = """
                "ParticipantId": "0a000000-0000-4000-8000-0000000000e1", "DisplayName": "Ada", "ParticipantRole": "AGENT\"""";
        var report = importFile("chat.json", """
                {"Id": "%1$s", "Channel": "CHAT", "InitiationMethod": "API",
                 "InitiationTimestamp": "2026-04-07T17:00:00Z", "DisconnectTimestamp": "2026-04-07T18:00:00Z"}
                {"Version": "2019-08-26", "AWSAccountId": "123456789012", "InstanceId": "x", "InitialContactId": "%1$s",
                 "ContactId": "%1$s", "Participants": [{"ParticipantId": "0a000000-0000-4000-8000-0000000000e1"}],
                 "Transcript": [
                  {"AbsoluteTime": "2026-04-07T17:00:02.000Z", "Id": "%3$s", "Type": "ATTACHMENT", "Attachments": [
                    {"AttachmentName": "Bild.png", "ContentType": "image/png", "AttachmentId": "%4$s",
                     "Status": "APPROVED"}], %2$s, "ContactId": "%1$s", "InitialContactId": "%1$s"},
                  {"AbsoluteTime": "2026-04-07T17:00:01.000Z", "Id": "%5$s", "Type": "MESSAGE", %2$s,
                   "ContentType": "application/vnd.amazonaws.connect.message.interactive",
                   "Content": "{\\"templateType\\":\\"ListPicker\\",\\"version\\":\\"1.0\\"}",
                   "MessageMetadata": {"MessageId": "%5$s", "Receipts": [{"ReadTimestamp": "2026-04-07T17:00:05Z",
                     "RecipientParticipantId": "%4$s"}]}, "RelatedContactId": null},
                  {"AbsoluteTime": "2026-04-07T17:00:03.000Z", "Id": "%6$s", "Type": "TYPING", %2$s,
                   "ContentType": "application/vnd.amazonaws.connect.event.typing"},
                  {"AbsoluteTime": "2026-04-07T17:00:04.000Z", "Id": "%7$s", "Type": "CHAT_ENDED",
                   "ContentType": "application/vnd.amazonaws.connect.event.chat.ended"}]}
                """.formatted(id(1), sender, id(2), id(3), id(4), id(5), id(6)));

        assertThat(report.refusals()).isEmpty();
        assertThat(report.items()).isEqualTo(3);
        var items = transcript(1);
        assertThat(items.valueStream().map(item -> item.path("Type").asString()))
                .containsExactly("MESSAGE", "ATTACHMENT", "EVENT");
        assertThat(items.path(0).path("ContentType").asString())
                .isEqualTo("application/vnd.amazonaws.connect.message.interactive");
        assertThat(items.path(1).path("ContentType").asString())
                .isEqualTo("application/vnd.amazonaws.connect.message.attachment");
        assertThat(items.path(1).at("/Attachments/0/AttachmentName").asString()).isEqualTo("Bild.png");
    }

    /** Records are delivered at least once, and again after an update (data model, "Important things to know"). */
    @Test
    void aRepeatedRecordIsSkippedAndAnUpdatedOneReported() throws IOException {
        var record = VOICE.formatted(INSTANCE, id(1));

        var report = importFile(
                "records", record + record + "\n" + record.replace("\"Acct_Code\":\"\"", "\"Acct_Code\":\"7\""));

        assertThat(report.contacts()).isOne();
        assertThat(report.skipped()).isOne();
        assertThat(report.conflicts()).isOne();
        assertThat(report.refusals()).extracting(ImportReport.Refusal::line).containsExactly(2L);
    }

    /** The output of conversational analytics has a Transcript too, but names its contact elsewhere. */
    @Test
    void refusesWhatOnlyLooksLikeATranscript() throws IOException {
        var report = importFile("analysis", """
                {"AccountId": "1", "Channel": "CHAT", "CustomerMetadata": {"ContactId": "%s"}, "Transcript": []}
                """.formatted(id(1)));

        assertThat(report.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("ContactId is required"));
    }
}
