package io.recontact.webhook.processing;

import static io.recontact.webhook.processing.ProcessedChats.readBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.connect.model.ContactMediaProcessingFailureMode.DELIVER_UNPROCESSED_MESSAGE;
import static software.amazon.awssdk.services.connect.model.ContactMediaProcessingFailureMode.DO_NOT_DELIVER_UNPROCESSED_MESSAGE;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.HttpReceiver;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import io.recontact.webhook.processing.ProcessedChats.Chat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException;
import software.amazon.awssdk.services.connectparticipant.model.MessageProcessingStatus;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functions that process the messages of chats. */
@ServiceTest
class MessageProcessingTests {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
    private static final String PROCESSOR = ARN + "processor";
    private static final String GONE = ARN + "gone";
    private static final String STREAM = "arn:aws:sns:us-east-1:123456789012:processed";
    private static final ProcessorStub FUNCTION = new ProcessorStub();
    private static final HttpReceiver<JsonNode> STREAMED =
            new HttpReceiver<>((_, body) -> new JsonMapper().readTree(body));

    private final Service.Tenant tenant;
    private final ProcessedChats chats;
    private final JdbcClient jdbc;

    MessageProcessingTests(Service.Calls calls, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.chats = new ProcessedChats(calls, tenant, jdbc);
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.message-processing.answer-within", () -> "2s");
        properties.add("recontact.flows.lambda-functions[0].arn", () -> PROCESSOR);
        properties.add("recontact.flows.lambda-functions[0].url", FUNCTION::url);
        properties.add("recontact.flows.lambda-functions[1].arn", () -> GONE);
        properties.add("recontact.flows.lambda-functions[1].url", () -> "http://127.0.0.1:1/");
        properties.add("recontact.streaming.endpoints[0].arn", () -> STREAM);
        properties.add("recontact.streaming.endpoints[0].url", STREAMED::url);
        properties.add("recontact.streaming.endpoints[0].format", () -> "WEBHOOK");
    }

    @AfterAll
    static void close() {
        FUNCTION.close();
        STREAMED.close();
    }

    @AfterEach
    void approve() {
        FUNCTION.answer(_ -> ProcessorStub.APPROVED);
    }

    private static String statusOf(JsonNode item) {
        return item.at("/MessageMetadata/MessageProcessingStatus").asString("");
    }

    private static void assertProcessing(SendMessageResponse answer) {
        assertThat(answer.messageMetadata().messageProcessingStatus()).isEqualTo(MessageProcessingStatus.PROCESSING);
    }

    @Test
    void publishesWhatTheFunctionAnswers() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        FUNCTION.answer(
                call -> ProcessorStub.processed("[%s]".formatted(call.content().length())));
        try (var customer = chat.customer().subscribe();
                var bot = chat.bot().subscribe()) {
            var sent = chat.customer().say("4111 1111");
            assertProcessing(sent);

            for (var socket : List.of(customer, bot)) {
                var item = socket.awaitMessage("[9]");
                assertThat(item.path("Id").asString()).isEqualTo(sent.id());
                assertThat(item.path("ParticipantRole").asString()).isEqualTo("CUSTOMER");
                assertThat(item.has("MessageMetadata")).isFalse();
                assertThat(socket.messages()).containsExactly("[9]");
            }
            assertThat(FUNCTION.calls(chat.contact())).singleElement().satisfies(call -> {
                assertThat(call.invocation()).isEqualTo(sent.id());
                assertThat(call.event().path("version").asString()).isEqualTo("1.0");
                assertThat(call.event().path("instanceId").asString()).isEqualTo(tenant.instance());
                assertThat(call.event().path("associatedResourceArn").asString())
                        .endsWith(":instance/%s/contact/%s".formatted(tenant.instance(), chat.contact()));
                var content = call.event().path("chatContent");
                assertThat(content.path("absoluteTime").asString()).isEqualTo(sent.absoluteTime());
                assertThat(content.path("content").asString()).isEqualTo("4111 1111");
                assertThat(content.path("contentType").asString()).isEqualTo("text/plain");
                assertThat(content.path("id").asString()).isEqualTo(sent.id());
                assertThat(content.path("participantRole").asString()).isEqualTo("CUSTOMER");
                assertThat(content.path("displayName").asString()).isNotEmpty();
                assertThat(content.path("participantId").asString()).hasSize(36);
                assertThat(content.path("contactId").asString()).isEqualTo(chat.contact());
            });
        }
        assertThat(readBy(chat.customer())).containsExactly("[9]").isEqualTo(readBy(chat.bot()));
        assertThat(chats.held(chat.contact())).isZero();
    }

    @Test
    void showsARejectedMessageToItsSenderOnly() {
        var chat = chats.start(PROCESSOR, DELIVER_UNPROCESSED_MESSAGE);
        tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contact())
                        .clientToken("t")
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(STREAM)));
        FUNCTION.answer(call -> call.content().equals("bad") ? ProcessorStub.REJECTED : ProcessorStub.APPROVED);
        try (var customer = chat.customer().subscribe();
                var bot = chat.bot().subscribe()) {
            var refused = chat.customer().say("bad");
            chat.customer().say("good");

            bot.awaitMessage("good");
            assertThat(bot.messages()).containsExactly("good");
            assertThat(statusOf(customer.awaitMessage("bad"))).isEqualTo("REJECTED");
            assertThat(customer.awaitMessage("good").has("MessageMetadata")).isFalse();
            assertThat(customer.messages()).containsExactly("bad", "good");

            assertThat(readBy(chat.bot())).containsExactly("good");
            assertThat(chat.bot()
                            .page(r -> r.startPosition(p -> p.mostRecent(1)))
                            .transcript())
                    .singleElement()
                    .satisfies(item -> assertThat(item.content()).isEqualTo("good"));
            assertThat(chat.customer().everything())
                    .filteredOn(item -> "bad".equals(item.content()))
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.id()).isEqualTo(refused.id());
                        assertThat(item.messageMetadata().messageId()).isEqualTo(refused.id());
                        assertThat(item.messageMetadata().messageProcessingStatus())
                                .isEqualTo(MessageProcessingStatus.REJECTED);
                    });
            assertThatThrownBy(() -> chat.bot()
                            .client()
                            .sendEvent(r -> r.connectionToken(chat.bot().connectionToken())
                                    .contentType("application/vnd.amazonaws.connect.event.message.read")
                                    .content("{\"messageId\": \"%s\"}".formatted(refused.id()))))
                    .isInstanceOf(ConnectParticipantException.class)
                    .hasMessageContaining("messageId is not a message of this chat");
        }
        await().untilAsserted(() -> assertThat(STREAMED.accepted())
                .filteredOn(item -> item.path("InitialContactId").asString().equals(chat.contact()))
                .filteredOn(item -> item.path("Type").asString().equals("MESSAGE"))
                .extracting(item -> item.path("Content").asString())
                .containsExactly("good"));
        tenant.stop(chat.contact());
        assertThat(tenant.describe(chat.contact())
                        .chatMetrics()
                        .chatContactMetrics()
                        .totalMessages())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "no JSON",
                "{}",
                "{\"status\": \"DONE\"}",
                "{\"status\": \"PROCESSED\"}",
                "{\"status\": \"PROCESSED\", \"result\": {\"processedChatContent\": {\"content\": \"x\", \"contentType\": \"text/html\"}}}",
                // The chat does not support it.
                "{\"status\": \"PROCESSED\", \"result\": {\"processedChatContent\": {\"content\": \"x\", \"contentType\": \"text/markdown\"}}}",
                "{\"status\": \"PROCESSED\", \"result\": {\"processedChatContent\": {\"content\": \"\\u0000\", \"contentType\": \"text/plain\"}}}",
                "{\"status\": \"PROCESSED\", \"result\": {\"processedChatContent\": {\"content\": \"\", \"contentType\": \"text/plain\"}}}"
            })
    void followsTheFailureModeAfterAnInvalidAnswer(String answer) {
        FUNCTION.answer(_ -> answer);
        assertFollowsTheFailureMode(PROCESSOR);
    }

    @Test
    void followsTheFailureModeAfterAnAnswerThatIsTooLong() {
        FUNCTION.answer(_ -> ProcessorStub.processed("x".repeat(1_025)));
        assertFollowsTheFailureMode(PROCESSOR);
    }

    @Test
    void followsTheFailureModeWithoutAnAnswer() {
        assertFollowsTheFailureMode(GONE);
        var open = FUNCTION.hold();
        assertFollowsTheFailureMode(PROCESSOR);
        open.countDown(); // an answer that is late has no effect
    }

    private void assertFollowsTheFailureMode(String processor) {
        var delivering = chats.start(processor, DELIVER_UNPROCESSED_MESSAGE);
        var withholding = chats.start(processor, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        try (var delivered = delivering.bot().subscribe();
                var withheld = withholding.bot().subscribe();
                var own = withholding.customer().subscribe()) {
            delivering.customer().say("hello");
            withholding.customer().say("hello");

            assertThat(statusOf(delivered.awaitMessage("hello"))).isEqualTo("FAILED");
            assertThat(statusOf(own.awaitMessage("hello"))).isEqualTo("FAILED");
            assertThat(withheld.messages()).isEmpty();
        }
        assertThat(readBy(delivering.bot())).containsExactly("hello");
        assertThat(readBy(withholding.bot())).isEmpty();
        assertThat(readBy(withholding.customer())).containsExactly("hello");
    }

    /** Answers come late and in any order; both readers see one order, in which no sender overtakes itself. */
    @Test
    void keepsTheOrderOfConcurrentSenders() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        FUNCTION.answer(call -> {
            if (call.content().hashCode() % 3 == 0) {
                await().pollDelay(Duration.ofMillis(60)).until(() -> true);
            }
            return ProcessorStub.processed("<%s>".formatted(call.content()));
        });
        int number = 15;
        try (var customer = chat.customer().subscribe();
                var bot = chat.bot().subscribe()) {
            ConcurrentCalls.run(2, racer -> {
                var sender = racer == 0 ? chat.customer() : chat.bot();
                IntStream.range(0, number).forEach(i -> sender.say(racer + ":" + i));
                return racer;
            });
            await().untilAsserted(() -> assertThat(bot.messages()).hasSize(2 * number));
            await().untilAsserted(() -> assertThat(customer.messages()).hasSize(2 * number));
            assertThat(customer.messages()).isEqualTo(bot.messages());
            assertInOrder(bot, number);
        }
        assertThat(readBy(chat.customer())).isEqualTo(readBy(chat.bot())).hasSize(2 * number);
    }

    private static void assertInOrder(LiveSocket socket, int number) {
        for (int racer = 0; racer < 2; racer++) {
            var prefix = "<" + racer + ":";
            var wanted = new ArrayList<String>();
            for (int i = 0; i < number; i++) {
                wanted.add(prefix + i + ">");
            }
            assertThat(socket.messages().stream()
                            .filter(message -> message.startsWith(prefix))
                            .toList())
                    .isEqualTo(wanted);
        }
    }

    @Test
    void letsLaterMessagesWaitForHeldOnesAfterTheStop() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        var open = FUNCTION.hold();
        chat.customer().say("first");
        await().until(() -> FUNCTION.calls(chat.contact()).size() == 1);
        chats.stopProcessing(chat);
        chats.stopProcessing(chat);
        assertProcessing(chat.bot().say("second"));
        assertThat(readBy(chat.customer())).isEmpty();

        open.countDown();
        await().untilAsserted(() -> assertThat(readBy(chat.customer())).containsExactly("first", "second"));
        await().untilAsserted(() -> assertThat(chats.held(chat.contact())).isZero());
        assertThat(chat.customer().say("third").messageMetadata()).isNull();
        assertThat(readBy(chat.bot())).containsExactly("first", "second", "third");
        assertThat(FUNCTION.calls(chat.contact())).hasSize(1);
    }

    @Test
    void asksOnlyAboutTextAndJson() {
        var started = tenant.start(r -> r.supportedMessagingContentTypes(
                "text/plain",
                "application/json",
                "application/vnd.amazonaws.connect.message.interactive",
                "application/vnd.amazonaws.connect.message.interactive.response"));
        var chat = new Chat(
                started.contactId(),
                chats.calls().customerOf(started),
                chats.calls().customerOf(started));
        chats.process(chat, PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        send(chat.customer(), "application/vnd.amazonaws.connect.message.interactive.response", "{\"a\": 1}");
        send(chat.customer(), "application/json", "{\"b\": 2}");

        await().untilAsserted(() -> assertThat(readBy(chat.customer())).containsExactly("{\"a\": 1}", "{\"b\": 2}"));
        assertThat(FUNCTION.calls(chat.contact()))
                .extracting(ProcessorStub.Called::content)
                .containsExactly("{\"b\": 2}");
    }

    private static void send(Participant sender, String contentType, String content) {
        sender.client()
                .sendMessage(r -> r.connectionToken(sender.connectionToken())
                        .contentType(contentType)
                        .content(content));
    }

    @Test
    void decidesHeldMessagesAtTheEndOfTheChat() {
        var open = FUNCTION.hold();
        var delivering = chats.start(PROCESSOR, DELIVER_UNPROCESSED_MESSAGE);
        var withholding = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        for (var chat : List.of(delivering, withholding)) {
            chat.customer().say("one");
            chat.bot().say("two");
            await().until(() -> !FUNCTION.calls(chat.contact()).isEmpty());
        }
        try (var bot = delivering.bot().subscribe()) {
            tenant.stop(delivering.contact());
            bot.awaitEvent("chat.ended");
            assertThat(bot.messages()).containsExactly("one", "two");
        }
        tenant.stop(withholding.contact());
        open.countDown();

        assertThat(chats.stored(delivering.contact())).endsWith("one UNPROCESSED", "two UNPROCESSED", "chat.ended");
        assertThat(chats.stored(withholding.contact())).endsWith("one FAILED", "two FAILED", "chat.ended");
        for (var chat : List.of(delivering, withholding)) {
            assertThat(chats.held(chat.contact())).isZero();
            assertThat(jdbc.sql("""
                            select count(*) = max(sequence) and count(*) = count(distinct created_at)
                            from transcript_item
                            where session_id = :session
                            """)
                            .param("session", UUID.fromString(chat.contact()))
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void answersARepeatWithTheFirstMessage() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        var open = FUNCTION.hold();
        var answers = ConcurrentCalls.run(4, _ -> repeatable(chat, "hello"));
        assertThat(answers)
                .extracting(SendMessageResponse::id)
                .containsOnly(answers.getFirst().id());
        answers.forEach(MessageProcessingTests::assertProcessing);
        assertThatThrownBy(() -> repeatable(chat, "other")).hasMessageContaining("ClientToken was used before");

        open.countDown();
        await().untilAsserted(() -> assertThat(readBy(chat.bot())).containsExactly("hello"));
        var late = repeatable(chat, "hello");
        assertThat(late.id()).isEqualTo(answers.getFirst().id());
        assertThat(late.messageMetadata()).isNull();
        assertThat(FUNCTION.calls(chat.contact())).hasSize(1);
        assertThat(readBy(chat.bot())).containsExactly("hello");
    }

    private static SendMessageResponse repeatable(Chat chat, String content) {
        return chat.customer()
                .client()
                .sendMessage(r -> r.connectionToken(chat.customer().connectionToken())
                        .contentType("text/plain")
                        .content(content)
                        .clientToken("token"));
    }

    @Test
    void changesTheFunctionForFurtherMessages() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        var open = FUNCTION.hold();
        chat.customer().say("first");
        chats.process(chat, GONE, DELIVER_UNPROCESSED_MESSAGE);
        chat.customer().say("second");
        chats.process(chat, PROCESSOR, DELIVER_UNPROCESSED_MESSAGE);
        chat.customer().say("third");
        open.countDown();

        await().untilAsserted(() -> assertThat(chats.stored(chat.contact()))
                .endsWith("first PROCESSED", "second UNPROCESSED", "third PROCESSED"));
    }

    @Test
    void needsAnActiveChatAndAMappedFunction() {
        var chat = chats.start();
        assertThatThrownBy(() -> chats.process(chat, ARN + "unknown", DELIVER_UNPROCESSED_MESSAGE))
                .isInstanceOf(ResourceNotFoundException.class);
        var absent = new Chat(UUID.randomUUID().toString(), chat.customer(), chat.bot());
        assertThatThrownBy(() -> chats.process(absent, PROCESSOR, DELIVER_UNPROCESSED_MESSAGE))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> chats.stopProcessing(absent)).isInstanceOf(ResourceNotFoundException.class);
        var task = new Chat(new TaskCalls(tenant).in(tenant.newQueue("q", 5)), chat.customer(), chat.bot());
        assertThatThrownBy(() -> chats.process(task, PROCESSOR, DELIVER_UNPROCESSED_MESSAGE))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(chat.customer().say("unprocessed").messageMetadata()).isNull();

        tenant.stop(chat.contact());
        assertThatThrownBy(() -> chats.process(chat, PROCESSOR, DELIVER_UNPROCESSED_MESSAGE))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> chats.stopProcessing(chat)).isInstanceOf(InvalidRequestException.class);
    }
}
