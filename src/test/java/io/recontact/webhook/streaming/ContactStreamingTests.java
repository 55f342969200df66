package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.recontact.retention.Retention;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** StartContactStreaming, StopContactStreaming, and StartChatContact with a stream. */
class ContactStreamingTests extends StreamingFixture {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final Retention retention;

    ContactStreamingTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc, Retention retention) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
        this.retention = retention;
    }

    private String start(String contact, String endpoint, String token) {
        return tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .clientToken(token)
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(endpoint)))
                .streamingId();
    }

    private String start(String contact) {
        return start(contact, SNS, newToken());
    }

    private void stop(String contact, String stream) {
        tenant.connect()
                .stopContactStreaming(
                        r -> r.instanceId(tenant.instance()).contactId(contact).streamingId(stream));
    }

    private HttpResponse<String> startChat(String members) {
        return raw.put("/contact/chat", """
                        {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"},
                         "InitialMessage": {"ContentType": "text/plain", "Content": "Hello"}, %s}""".formatted(tenant.instance(), tenant.flow(), members));
    }

    private static String streamedTo(String endpoint) {
        return "\"ChatStreamingConfiguration\": {\"StreamingEndpointArn\": \"%s\"}".formatted(endpoint);
    }

    private static String newToken() {
        return UUID.randomUUID().toString();
    }

    private long streams(String contact) {
        return jdbc.sql("select count(*) from chat_stream where session_id = :id")
                .param("id", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }

    private void awaitReceived(String contact, String... expected) {
        await().untilAsserted(() -> assertThat(sns.contentsOf(contact)).containsExactly(expected));
    }

    @Test
    void startsWithTheFirstItemBeforeTheCustomerConnects() {
        var contact = tenant.start(
                        c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")))
                .contactId();

        assertThat(UUID.fromString(start(contact)).version()).isEqualTo(7);

        awaitReceived(contact, "Hello");
    }

    @Test
    void startsWithTheNextItemAfterTheCustomerHasConnected() {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var customer = calls.customerOf(chat);
        customer.say("before");

        start(chat.contactId());
        customer.say("after");

        awaitReceived(chat.contactId(), "after");
    }

    @Test
    void acceptsArns() {
        var contact = tenant.start();
        var instance = "arn:aws:connect:eu-central-1:123456789012:instance/" + tenant.instance();

        var stream = tenant.connect()
                .startContactStreaming(r -> r.instanceId(instance)
                        .contactId(instance + "/contact/" + contact)
                        .clientToken(newToken())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(SNS)))
                .streamingId();

        stop(contact, stream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:us-east-1:123456789012:another",
                "ARN:AWS:SNS:US-EAST-1:123456789012:CHAT",
                "http://127.0.0.1/",
                " "
            })
    void refusesEndpointsThatTheSettingsDoNotList(String endpoint) {
        var contact = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> start(contact, endpoint, newToken()))
                .withMessageContaining("ChatStreamingConfiguration.StreamingEndpointArn")
                .withMessageNotContaining(endpoint.isBlank() ? "127.0.0.1" : endpoint);

        assertThat(streams(contact)).isZero();
    }

    @Test
    void refusesAnUnknownContact() {
        var elsewhere = calls.newTenant().start();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> start(UUID.randomUUID().toString()));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> start(elsewhere));

        assertThat(streams(elsewhere)).isZero();
    }

    @Test
    void refusesAChatThatHasEnded() {
        var contact = tenant.startAndStop();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> start(contact))
                .withMessageContaining(contact);
    }

    @Test
    void refusesAThirdStream() {
        var contact = tenant.start();
        var first = start(contact);
        start(contact, WEBHOOK, newToken());

        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> start(contact, UNSEALED, newToken()));

        stop(contact, first);
        start(contact, UNSEALED, newToken());
    }

    @Test
    void countsTheStreamOfStartChatContact() {
        var contact = JsonPath.<String>read(startChat(streamedTo(SNS)).body(), "$.ContactId");
        start(contact);

        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> start(contact));
    }

    @Test
    void acceptsTwoOfManyConcurrentStarts() {
        for (int n = 0; n < 5; n++) {
            var contact = tenant.start();

            var begun = ConcurrentCalls.run(8, _ -> {
                try {
                    start(contact);
                    return true;
                } catch (LimitExceededException _) {
                    return false; // others were first
                }
            });

            assertThat(begun.stream().filter(yes -> yes)).hasSize(2);
            assertThat(streams(contact)).isEqualTo(2);
        }
    }

    @Test
    void answersARepeatLikeTheFirst() {
        var contact = tenant.start();
        var token = newToken();

        assertThat(start(contact, SNS, token)).isEqualTo(start(contact, SNS, token));

        assertThat(streams(contact)).isOne();
    }

    @Test
    void answersConcurrentDuplicatesAlike() {
        var contact = tenant.start();
        var token = newToken();

        var answers = ConcurrentCalls.run(8, _ -> start(contact, SNS, token));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(streams(contact)).isOne();
    }

    @Test
    void answersARepeatAlthoughTheLimitIsReached() {
        var contact = tenant.start();
        var token = newToken();
        var first = start(contact, SNS, token);
        start(contact);

        assertThat(start(contact, SNS, token)).isEqualTo(first);
        tenant.stop(contact);
        assertThat(start(contact, SNS, token)).isEqualTo(first);
    }

    @Test
    void refusesATokenThatWasUsedForAnotherStream() {
        var contact = tenant.start();
        var token = newToken();
        start(contact, SNS, token);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> start(contact, WEBHOOK, token))
                .withMessageContaining("ClientToken");
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> start(tenant.start(), SNS, token));
    }

    @Test
    void doesNotRememberARefusal() {
        var contact = tenant.start();
        var token = newToken();
        var first = start(contact);
        start(contact);
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> start(contact, SNS, token));

        stop(contact, first);

        start(contact, SNS, token);
    }

    @Test
    void acceptsAStopOfAStoppedOrCompletedStream() {
        var contact = tenant.start();
        var stream = start(contact);
        stop(contact, stream);
        stop(contact, stream);
        tenant.stop(contact);

        stop(contact, stream);
    }

    @Test
    void stopsNoStreamOfAnotherChat() {
        var contact = tenant.start();
        var stream = start(contact);
        var other = tenant.start();

        for (var unknown : List.of(UUID.randomUUID().toString(), stream)) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> stop(other, unknown))
                    .withMessageContaining(unknown);
        }
        var elsewhere = calls.newTenant();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> elsewhere
                        .connect()
                        .stopContactStreaming(r -> r.instanceId(elsewhere.instance())
                                .contactId(contact)
                                .streamingId(stream)));
        assertThat(jdbc.sql("select done_at is null from chat_stream where session_id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ContactId": "{c}", "ChatStreamingConfiguration": {"StreamingEndpointArn": "a"}     | InvalidRequest   | InstanceId
            "InstanceId": "{i}", "ChatStreamingConfiguration": {"StreamingEndpointArn": "a"}    | InvalidRequest   | ContactId
            "InstanceId": "{i}", "ContactId": "{c}"                                             | InvalidRequest   | ChatStreamingConfiguration
            "InstanceId": "{i}", "ContactId": "{c}", "ChatStreamingConfiguration": {}           | InvalidRequest   | StreamingEndpointArn
            "InstanceId": "{i}", "ContactId": "{c}", "ChatStreamingConfiguration": {"StreamingEndpointArn": ""} | InvalidParameter | StreamingEndpointArn
            "InstanceId": "{i}", "ContactId": "-", "ChatStreamingConfiguration": {"StreamingEndpointArn": "a"}  | InvalidParameter | ContactId
            """)
    void namesTheInvalidMember(String members, String shape, String member) {
        var answer = raw.post(
                "/contact/start-streaming",
                "{\"ClientToken\": \"t\", %s}"
                        .formatted(members.replace("{i}", tenant.instance()).replace("{c}", tenant.start())));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape + "Exception");
        assertThat(answer.body()).contains(member);
    }

    @Test
    void needsAClientToken() {
        var answer =
                raw.post("/contact/start-streaming", """
                        {"InstanceId": "%s", "ContactId": "%s", %s}""".formatted(tenant.instance(), tenant.start(), streamedTo(SNS)));

        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidRequestException");
        assertThat(answer.body()).contains("ClientToken");
    }

    @Test
    void startsWithAChat() {
        var answer = startChat(streamedTo(SNS));

        assertThat(answer.statusCode()).isEqualTo(200);
        var contact = JsonPath.<String>read(answer.body(), "$.ContactId");
        awaitReceived(contact, "Hello");
        var customer = calls.participant(JsonPath.read(answer.body(), "$.ParticipantToken"));
        customer.say("one");
        customer.disconnect();
        awaitReceived(contact, "Hello", "participant.joined", "one", "participant.left", "chat.ended");
        assertThat(sns.acceptedOf(contact).getFirst().headers().get("x-amz-sns-subscription-arn"))
                .isEqualTo(SNS + ":" + JsonPath.read(answer.body(), "$.StreamingId"));
    }

    @Test
    void answersTheRepeatOfAChatThatIsStreamed() {
        var members = streamedTo(SNS) + ", \"ClientToken\": \"%s\"".formatted(newToken());

        var first = startChat(members);

        assertThat(JsonPath.<String>read(first.body(), "$.StreamingId")).isNotEmpty();
        assertThat(first.body()).doesNotContain("ContinuedFromContactId");
        assertThat(startChat(members).body()).isEqualTo(first.body());
        assertThat(streams(JsonPath.read(first.body(), "$.ContactId"))).isOne();
    }

    @Test
    void answersTheRepeatOfAPersistentChatThatIsStreamed() {
        var source = tenant.startAndStop();
        var members = """
                %s, "ClientToken": "%s",
                "PersistentChat": {"RehydrationType": "FROM_SEGMENT", "SourceContactId": "%s"}
                """.formatted(streamedTo(SNS), newToken(), source);

        var first = startChat(members);

        assertThat(JsonPath.<String>read(first.body(), "$.ContinuedFromContactId"))
                .isEqualTo(source);
        assertThat(JsonPath.<String>read(first.body(), "$.StreamingId")).isNotEqualTo(source);
        assertThat(startChat(members).body()).isEqualTo(first.body());
    }

    @Test
    void returnsNoStreamUnlessRequested() {
        assertThat(startChat("\"CustomerId\": \"c\"").body()).doesNotContain("StreamingId");
    }

    @Test
    void startsNoChatThatCannotBeStreamed() {
        var answer = startChat(streamedTo("arn:aws:sns:us-east-1:123456789012:another"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidParameterException");
        assertThat(answer.body()).contains("ChatStreamingConfiguration.StreamingEndpointArn");
        assertThat(jdbc.sql("select count(*) from contact where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void isDeletedWithItsContact() {
        var contact = tenant.start();
        start(contact);

        retention.expire(contact);
        retention.run();

        assertThat(streams(contact)).isZero();
    }
}
