package io.recontact.webhook.processing;

import static io.recontact.webhook.processing.ProcessedChats.readBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static software.amazon.awssdk.services.connect.model.ContactMediaProcessingFailureMode.DELIVER_UNPROCESSED_MESSAGE;
import static software.amazon.awssdk.services.connect.model.ContactMediaProcessingFailureMode.DO_NOT_DELIVER_UNPROCESSED_MESSAGE;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Several nodes process the messages of one database, also when one of them is killed. */
@ServiceTest
class MessageProcessingNodesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROCESSOR = "arn:aws:lambda:us-east-1:123456789012:function:shared";
    private static final String FORGOTTEN = "arn:aws:lambda:us-east-1:123456789012:function:forgotten";
    private static final ProcessorStub FUNCTION = new ProcessorStub();

    private final ProcessedChats chats;
    private final MessageProcessingScheduler scheduler;
    private final MutableClock clock;
    private final Environment environment;

    MessageProcessingNodesTests(
            Service.Calls calls,
            JdbcClient jdbc,
            MessageProcessingScheduler scheduler,
            MutableClock clock,
            Environment environment) {
        this.chats = new ProcessedChats(calls, calls.newTenant(), jdbc);
        this.scheduler = scheduler;
        this.clock = clock;
        this.environment = environment;
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.message-processing.poll-every", () -> "1d");
        properties.add("recontact.flows.lambda-functions[0].arn", () -> PROCESSOR);
        properties.add("recontact.flows.lambda-functions[0].url", FUNCTION::url);
    }

    @AfterAll
    static void close() {
        FUNCTION.close();
    }

    private Node node(String arn) {
        return Node.beside(
                environment,
                "--recontact.flows.lambda-functions[0].arn=" + arn,
                "--recontact.flows.lambda-functions[0].url=" + FUNCTION.url());
    }

    @Test
    void finishesTheMessageOfANodeThatWasKilled() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        var open = FUNCTION.hold();
        try (var other = node(PROCESSOR)) {
            var sent = other.participants()
                    .sendMessage(r -> r.connectionToken(chat.customer().connectionToken())
                            .contentType("text/plain")
                            .content("hello"));
            await().atMost(PATIENCE).until(() -> FUNCTION.calls(chat.contact()).size() == 1);
            other.kill();
            chat.customer().say("next");
            scheduler.poll();
            assertThat(FUNCTION.calls(chat.contact())).as("the lease holds").hasSize(1);

            FUNCTION.answer(call -> ProcessorStub.processed("<%s>".formatted(call.content())));
            clock.advance(Duration.ofMinutes(1));
            scheduler.poll();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(readBy(chat.bot())).containsExactly("<hello>", "<next>"));
            assertThat(FUNCTION.calls(chat.contact()))
                    .extracting(ProcessorStub.Called::invocation)
                    .startsWith(sent.id(), sent.id());
        } finally {
            open.countDown();
        }
        assertThat(chats.held(chat.contact())).isZero();
    }

    @Test
    void asksAboutEachMessageOnceOnTwoNodes() {
        var chat = chats.start(PROCESSOR, DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        FUNCTION.answer(call -> ProcessorStub.processed("<%s>".formatted(call.content())));
        int number = 20;
        try (var other = node(PROCESSOR)) {
            ConcurrentCalls.run(4, racer -> {
                var client = racer % 2 == 0 ? chat.customer().client() : other.participants();
                var sender = racer < 2 ? chat.customer() : chat.bot();
                IntStream.range(0, number).forEach(i -> {
                    client.sendMessage(r -> r.connectionToken(sender.connectionToken())
                            .contentType("text/plain")
                            .content(racer + ":" + i));
                    scheduler.poll();
                });
                return racer;
            });
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(readBy(chat.bot())).hasSize(4 * number));
        }
        assertThat(readBy(chat.bot())).doesNotHaveDuplicates().isEqualTo(readBy(chat.customer()));
        for (int racer = 0; racer < 4; racer++) {
            var prefix = "<" + racer + ":";
            assertThat(readBy(chat.bot()).stream().filter(message -> message.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, number)
                            .mapToObj(i -> prefix + i + ">")
                            .toList());
        }
        assertThat(FUNCTION.calls(chat.contact())).hasSize(4 * number);
        assertThat(chats.held(chat.contact())).isZero();
    }

    /** The settings of the node that started processing had the function; those of the remaining node do not. */
    @Test
    void failsForAFunctionThatNoNodeMapsAnyMore() {
        var chat = chats.start();
        try (var other = node(FORGOTTEN);
                var connect = Service.client(
                        other.endpoint(), java.time.Clock.systemUTC(), Service.KEY_ID, Service.KEY_SECRET)) {
            connect.startContactMediaProcessing(r -> r.instanceId(chats.tenant().instance())
                    .contactId(chat.contact())
                    .processorArn(FORGOTTEN)
                    .failureMode(DELIVER_UNPROCESSED_MESSAGE));
            other.kill();
        }
        chat.customer().say("hello");
        scheduler.poll();
        assertThat(chats.held(chat.contact())).isPositive();

        clock.advance(Duration.ofMinutes(1));
        scheduler.poll();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chats.stored(chat.contact())).endsWith("hello UNPROCESSED"));
    }
}
