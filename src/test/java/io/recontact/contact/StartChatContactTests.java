package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.jayway.jsonpath.JsonPath;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactFlowStatus;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ParticipantDetails;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;

/** StartChatContact: limits and texts are those of the API change note of 2023-01-19 and of the model. */
@ServiceTest
class StartChatContactTests {

    private final Service.Tenant tenant;
    private final Service.Calls calls;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    StartChatContactTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.calls = calls;
        this.raw = raw;
        this.jdbc = jdbc;
    }

    @Test
    void startsAContact() {
        var before = Instant.now();

        var started = tenant.start(_ -> {});

        assertThat(UUID.fromString(started.contactId()).version()).isEqualTo(7);
        assertThat(UUID.fromString(started.participantId())).isNotNull();
        assertThat(started.participantToken()).hasSizeBetween(1, 1000).matches("[A-Za-z0-9_-]+");
        assertThat(started.continuedFromContactId()).isNull();
        var contact = tenant.describe(started.contactId());
        assertThat(contact.initiationTimestamp()).isBetween(before.minusMillis(1), before.plusSeconds(30));
    }

    @Test
    void keepsTheInitialMessageAsTheFirstItemOfTheTranscript() {
        var started = tenant.start(chat ->
                chat.initialMessage(message -> message.contentType("text/plain").content("Grüße, 世界 👋")));

        var items = jdbc.sql("select * from transcript_item where session_id = :id")
                .param("id", UUID.fromString(started.contactId()))
                .query()
                .listOfRows();
        assertThat(items)
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("sequence", 1L)
                        .containsEntry("content", "Grüße, 世界 👋")
                        .containsEntry("content_type", "text/plain")
                        .containsEntry("role", "CUSTOMER")
                        .containsEntry("participant_id", UUID.fromString(started.participantId()))
                        .containsEntry("display_name", "Ada"));
    }

    /** "1..12000 characters" of JSON, regardless of their bytes and surrogate pairs. */
    @Test
    void acceptsTwelveThousandSupplementaryCharacters() {
        var content = "😀".repeat(12_000);

        var started = tenant.start(chat -> chat.supportedMessagingContentTypes("text/plain", "application/json")
                .initialMessage(
                        message -> message.contentType("application/json").content(content)));

        assertThat(jdbc.sql("select content from transcript_item where session_id = :id")
                        .param("id", UUID.fromString(started.contactId()))
                        .query(String.class)
                        .single())
                .isEqualTo(content);
    }

    @Test
    void hasNoTranscriptWithoutAnInitialMessage() {
        var contact = tenant.start();

        assertThat(jdbc.sql("select count(*) from transcript_item where session_id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void acceptsArnsAsIds() {
        var instanceArn = "arn:aws:connect:us-west-2:123456789012:instance/" + tenant.instance();

        var started = tenant.start(
                chat -> chat.instanceId(instanceArn).contactFlowId(instanceArn + "/contact-flow/" + tenant.flow()));

        assertThat(tenant.describe(started.contactId()).id()).isEqualTo(started.contactId());
    }

    @Test
    void storesAllMembersOfTheModel() {
        var started = tenant.start(chat -> chat.attributes(Map.of("plan", "gold", "empty", ""))
                .customerId("customer-1")
                .segmentAttributes(Map.of(
                        "connect:Subtype",
                        SegmentAttributeValue.builder()
                                .valueString("connect:Chat")
                                .build()))
                .participantConfiguration(configuration -> configuration.responseMode("INCREMENTAL"))
                .supportedMessagingContentTypes("text/markdown", "text/plain")
                .chatDurationInMinutes(60));

        var contact = tenant.describe(started.contactId());
        assertThat(contact.attributes()).containsOnly(Map.entry("plan", "gold"), Map.entry("empty", ""));
        assertThat(contact.customerId()).isEqualTo("customer-1");
        assertThat(contact.segmentAttributes())
                .hasEntrySatisfying(
                        "connect:Subtype",
                        value -> assertThat(value.valueString()).isEqualTo("connect:Chat"));
        assertThat(jdbc.sql("""
                                select response_mode, supported_content_types::text
                                from chat_session where id = :id
                                """)
                        .param("id", UUID.fromString(started.contactId()))
                        .query()
                        .singleRow())
                .containsEntry("response_mode", "INCREMENTAL")
                .containsEntry("supported_content_types", "{text/markdown,text/plain}");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 10_080})
    void acceptsDurationsWithinTheirBounds(int minutes) {
        var started = tenant.start(chat -> chat.chatDurationInMinutes(minutes));

        assertThat(durationOf(started.contactId())).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void lastsTwentyFiveHoursByDefault() {
        assertThat(durationOf(tenant.start())).isEqualTo(Duration.ofHours(25));
    }

    private Duration durationOf(String contact) {
        return Duration.ofSeconds(
                jdbc.sql("select extract(epoch from expires_at - initiated_at)::bigint from contact where id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(Long.class)
                        .single());
    }

    static Stream<Arguments> valuesOutOfBounds() {
        return Stream.of(
                refusal("ChatDurationInMinutes", chat -> chat.chatDurationInMinutes(59)),
                refusal("ChatDurationInMinutes", chat -> chat.chatDurationInMinutes(10_081)),
                refusal("ParticipantDetails.DisplayName", chat -> chat.participantDetails(p -> p.displayName(""))),
                refusal(
                        "ParticipantDetails.DisplayName",
                        chat -> chat.participantDetails(p -> p.displayName("x".repeat(257)))),
                refusal("InstanceId", chat -> chat.instanceId("")),
                refusal("InstanceId", chat -> chat.instanceId("x".repeat(101))),
                refusal("InstanceId", chat -> chat.instanceId("not-an-id")),
                refusal("ContactFlowId", chat -> chat.contactFlowId("x".repeat(501))),
                refusal("ContactFlowId", chat -> chat.contactFlowId("not-an-id")),
                refusal("ClientToken", chat -> chat.clientToken("x".repeat(501))),
                refusal("CustomerId", chat -> chat.customerId("x".repeat(129))),
                refusal("Attributes", chat -> chat.attributes(Map.of("with space", "v"))),
                refusal("Attributes", chat -> chat.attributes(Map.of("ümlaut", "v"))),
                refusal("Attributes", chat -> chat.attributes(Map.of("", "v"))),
                refusal("Attributes", chat -> chat.attributes(Map.of("k", "x".repeat(32_768)))),
                refusal(
                        "Attributes",
                        chat -> chat.attributes(Map.of("k1", "x".repeat(16_383), "k2", "x".repeat(16_382)))),
                refusal("Attributes", chat -> chat.attributes(Map.of("k", "ü".repeat(16_384)))),
                refusal("SupportedMessagingContentTypes", chat -> chat.supportedMessagingContentTypes("text/markdown")),
                refusal("SupportedMessagingContentTypes", chat -> chat.supportedMessagingContentTypes(List.of())),
                refusal(
                        "SupportedMessagingContentTypes",
                        chat -> chat.supportedMessagingContentTypes("text/plain", "text/html")),
                refusal("InitialMessage.ContentType", message("text/html", "x")),
                refusal("InitialMessage.Content", message("text/plain", "")),
                refusal("InitialMessage.Content", message("text/plain", "x".repeat(1_025))),
                refusal("InitialMessage.Content", supporting("text/markdown", "x".repeat(1_025))),
                refusal("InitialMessage.Content", supporting("application/json", "x".repeat(12_001))),
                refusal(
                        "PersistentChat.RehydrationType",
                        chat -> chat.persistentChat(
                                p -> p.rehydrationType("BOGUS").sourceContactId(anId()))),
                refusal(
                        "PersistentChat.SourceContactId",
                        chat -> chat.persistentChat(
                                p -> p.rehydrationType("FROM_SEGMENT").sourceContactId("nope"))),
                refusal("RelatedContactId", chat -> chat.relatedContactId("x".repeat(257))),
                refusal(
                        "ParticipantConfiguration.ResponseMode",
                        chat -> chat.participantConfiguration(p -> p.responseMode("SLOWLY"))),
                refusal(
                        "SegmentAttributes",
                        chat -> chat.segmentAttributes(Map.of(
                                "k",
                                SegmentAttributeValue.builder()
                                        .valueString("x".repeat(1_025))
                                        .build()))));
    }

    @ParameterizedTest
    @MethodSource("valuesOutOfBounds")
    void refusesValuesOutOfBounds(String member, Consumer<StartChatContactRequest.Builder> change) {
        var contactsBefore = contacts();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.start(change))
                .withMessageContaining(member);

        assertThat(contacts()).isEqualTo(contactsBefore);
    }

    static Stream<Arguments> requestsThatCannotBeServed() {
        return Stream.of(
                refusal("InstanceId", chat -> chat.instanceId(null)),
                refusal("ContactFlowId", chat -> chat.contactFlowId(null)),
                refusal("ParticipantDetails", chat -> chat.participantDetails((ParticipantDetails) null)),
                refusal("ParticipantDetails.DisplayName", chat -> chat.participantDetails(p -> p.displayName(null))),
                refusal("InitialMessage.Content", message("text/plain", null)),
                refusal("InitialMessage.ContentType", message(null, "x")),
                // A valid type that this chat does not support: its default is text/plain.
                refusal("InitialMessage.ContentType", message("text/markdown", "x")),
                refusal("SourceContactId", chat -> chat.persistentChat(p -> p.rehydrationType("FROM_SEGMENT"))),
                refusal("RehydrationType", chat -> chat.persistentChat(p -> p.sourceContactId(anId()))),
                refusal(
                        "RelatedContactId",
                        chat -> chat.relatedContactId(anId())
                                .persistentChat(
                                        p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(anId()))),
                refusal(
                        "connect:Guide",
                        chat -> chat.segmentAttributes(Map.of(
                                "connect:Subtype",
                                SegmentAttributeValue.builder()
                                        .valueString("connect:Guide")
                                        .build()))));
    }

    @ParameterizedTest
    @MethodSource("requestsThatCannotBeServed")
    void refusesRequestsThatCannotBeServed(String member, Consumer<StartChatContactRequest.Builder> change) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.start(change))
                .withMessageContaining(member);
    }

    @Test
    void acceptsTheLongestMessageOfEachType() {
        tenant.start(message("text/plain", "é".repeat(1_024)));
        // A supplementary character counts as one, although Java counts two.
        tenant.start(message("text/plain", "👋".repeat(1_024)));
        var json = tenant.start(supporting("application/json", "x".repeat(12_000)));

        assertThat(json.contactId()).isNotNull();
    }

    @Test
    void acceptsAttributesUpToTheLimit() {
        // 2 + 16,382 × 2 + 2 = 32,768 bytes
        var started = tenant.start(chat -> chat.attributes(Map.of("k1", "ü".repeat(16_382), "k", "x")));

        assertThat(tenant.attributes(started.contactId())).hasSize(2);
    }

    @Test
    void refusesAnUnknownInstance() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.instanceId(anId())))
                .withMessageContaining("does not exist");
    }

    @Test
    void refusesAnUnknownFlow() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(anId())))
                .withMessageContaining("does not exist");
    }

    @Test
    void refusesTheFlowOfAnotherInstance() {
        var other = calls.newTenant();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(other.flow())));
    }

    @Test
    void refusesAFlowThatIsNotPublished() {
        var draft = newFlow("CONTACT_FLOW", ContactFlowStatus.SAVED);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(draft)))
                .withMessageContaining("not been published");
    }

    @Test
    void refusesAFlowOfAnotherType() {
        var queueFlow = newFlow("CUSTOMER_QUEUE", ContactFlowStatus.PUBLISHED);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(queueFlow)))
                .withMessageContaining("CONTACT_FLOW");
    }

    @Test
    void storesDisconnectOnCustomerExit() {
        var answer = raw.put("/contact/chat", aRawChat("\"DisconnectOnCustomerExit\": [\"AGENT\"]"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(jdbc.sql("select disconnect_on_customer_exit::text from chat_session where id = :id")
                        .param("id", UUID.fromString(JsonPath.read(answer.body(), "$.ContactId")))
                        .query(String.class)
                        .single())
                .isEqualTo("{AGENT}");
    }

    @Test
    void connectsTheCustomerInTheSameCall() {
        var answer =
                raw.put("/contact/chat", aRawChat("\"ConnectionTypes\": [\"WEBSOCKET\", \"CONNECTION_CREDENTIALS\"]"));

        var url = JsonPath.<String>read(answer.body(), "$.Websocket.Url");
        try (var socket = LiveSocket.subscribe(url)) {
            calls.participants()
                    .sendMessage(r -> r.connectionToken(
                                    JsonPath.read(answer.body(), "$.ConnectionCredentials.ConnectionToken"))
                            .contentType("text/plain")
                            .content("Hello"));
            socket.awaitMessage("Hello");
        }
        assertThat(JsonPath.<String>read(answer.body(), "$.Websocket.ConnectionExpiry"))
                .endsWith("Z");
        assertThat(JsonPath.<String>read(answer.body(), "$.ConnectionCredentials.Expiry"))
                .endsWith("Z");
    }

    /** Members that are newer than the SDK of these tests. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "DisconnectOnCustomerExit": ["CUSTOMER"]                   | InvalidParameterException
                    "DisconnectOnCustomerExit": []                             | InvalidParameterException
                    "ConnectionTypes": []                                      | InvalidParameterException
                    "ConnectionTypes": ["TELEPHONE"]                           | InvalidParameterException
                    "ChatStreamingConfiguration": {"StreamingEndpointArn": ""} | InvalidParameterException
                    "ChatStreamingConfiguration": {}                           | InvalidRequestException
                    """)
    void refusesNewerMembersByName(String member, String shape) {
        var answer = raw.put("/contact/chat", aRawChat(member));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape);
        assertThat(answer.body()).contains(member.substring(1, member.indexOf(':') - 1));
    }

    private String aRawChat(String member) {
        return """
                {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"}, %s}""".formatted(tenant.instance(), tenant.flow(), member);
    }

    private String newFlow(String type, ContactFlowStatus status) {
        var content = tenant.connect()
                .describeContactFlow(
                        request -> request.instanceId(tenant.instance()).contactFlowId(tenant.flow()))
                .contactFlow()
                .content();
        return tenant.connect()
                .createContactFlow(request -> request.instanceId(tenant.instance())
                        .name("flow " + UUID.randomUUID())
                        .type(type)
                        .status(status)
                        .content(content))
                .contactFlowId();
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    private static String anId() {
        return UUID.randomUUID().toString();
    }

    private static Consumer<StartChatContactRequest.Builder> message(
            @Nullable String contentType, @Nullable String content) {
        return chat ->
                chat.initialMessage(message -> message.contentType(contentType).content(content));
    }

    /** An initial message, and a chat that supports its type. */
    private static Consumer<StartChatContactRequest.Builder> supporting(String contentType, String content) {
        return message(contentType, content)
                .andThen(chat -> chat.supportedMessagingContentTypes("text/plain", contentType));
    }

    private static Arguments refusal(String member, Consumer<StartChatContactRequest.Builder> change) {
        return Arguments.of(member, change);
    }
}
