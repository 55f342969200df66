package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** Flows invoke functions through their HTTP endpoints. */
@ServiceTest
class FlowFunctionTests {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
    private static final int CALLS_AT_ONCE = 4;
    private static final LambdaStub FUNCTIONS = new LambdaStub();

    private final FlowFixtures running;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FlowFunctionTests(Service.Calls calls, JdbcClient jdbc, TransactionTemplate transactions) {
        this.running = new FlowFixtures(calls, calls.newTenant(), jdbc);
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.flows.calls-at-once", () -> CALLS_AT_ONCE);
        properties.add("recontact.flows.lambda-functions[0].arn", () -> ARN + "sealed");
        properties.add("recontact.flows.lambda-functions[0].url", () -> FUNCTIONS.url("sealed"));
        properties.add("recontact.flows.lambda-functions[0].secret", () -> "shh");
        properties.add("recontact.flows.lambda-functions[1].arn", () -> ARN + "plain");
        properties.add("recontact.flows.lambda-functions[1].url", () -> FUNCTIONS.url("plain"));
        properties.add("recontact.flows.lambda-functions[2].arn", () -> ARN + "gone");
        properties.add("recontact.flows.lambda-functions[2].url", () -> "http://127.0.0.1:1/");
    }

    @AfterAll
    static void close() {
        FUNCTIONS.close();
    }

    private static String invoke(String function, String more) {
        return flow(
                act(
                        "a",
                        "InvokeLambdaFunction",
                        "{\"LambdaFunctionARN\": \"%s%s\", \"InvocationTimeLimitSeconds\": \"2\" %s}"
                                .formatted(ARN, function, more),
                        "b"),
                say("b", "It is $.External.name, $.External.deep.list[1]", "end"));
    }

    @Test
    void sendsTheContactAndReadsTheResponse() {
        FUNCTIONS.answer("sealed", "{\"name\": \"Ada\", \"number\": 7}");
        var chat = running.start(
                invoke("sealed", ", \"LambdaInvocationAttributes\": {\"tier\": \"$.Attributes.tier\"}"),
                r -> r.attributes(Map.of("tier", "gold"))
                        .customerId("c-17")
                        .segmentAttributes(Map.of(
                                "level",
                                SegmentAttributeValue.builder().valueInteger(3).build())));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It is Ada, ");
        assertThat(FUNCTIONS.of(chat.contact())).singleElement().satisfies(one -> {
            assertThat(one.event().path("Name").asString()).isEqualTo("ContactFlowEvent");
            assertThat(one.event().at("/Details/Parameters/tier").asString()).isEqualTo("gold");
            var contact = one.event().at("/Details/ContactData");
            assertThat(contact.at("/Attributes/tier").asString()).isEqualTo("gold");
            assertThat(contact.path("Channel").asString()).isEqualTo("CHAT");
            assertThat(contact.path("InitialContactId").asString()).isEqualTo(chat.contact());
            assertThat(contact.path("InitiationMethod").asString()).isEqualTo("API");
            assertThat(contact.path("CustomerEndpoint").isNull()).isTrue();
            assertThat(contact.path("InstanceARN").asString())
                    .startsWith("arn:aws:connect:%s:"
                            .formatted(contact.path("AwsRegion").asString()));
            assertThat(contact.path("AwsRegion").asString()).isNotEmpty();
            assertThat(contact.path("CustomerId").asString()).isEqualTo("c-17");
            assertThat(contact.path("SegmentAttributes").toString())
                    .contains("\"connect:Subtype\":{\"ValueString\":\"connect:Chat\"}")
                    .contains("\"level\":{\"ValueInteger\":3}");
            assertThat(contact.at("/Tags/aws:connect:instanceId").asString())
                    .isEqualTo(running.tenant().instance());
            assertThat(contact.path("References").isObject()).isTrue();
            assertThat(one.signature()).startsWith("sha256=");
            assertThat(one.id()).hasSize(36);
        });
    }

    @Test
    void readsNestedResponsesOnlyIfRequested() {
        FUNCTIONS.answer("plain", "{\"name\": \"Ada\", \"deep\": {\"list\": [1, 2]}}");
        var json = running.start(invoke("plain", ", \"ResponseValidation\": {\"ResponseType\": \"JSON\"}"));
        var map = running.start(invoke("plain", ", \"ResponseValidation\": {\"ResponseType\": \"STRING_MAP\"}"));
        running.awaitEnded(json.contact());
        running.awaitEnded(map.contact());

        assertThat(running.said(json.contact())).containsExactly("It is Ada, 2");
        assertThat(running.said(map.contact())).containsExactly("It has failed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500
            302
            not JSON
            [1]
            {"name": "a\\u0000b"}
            """)
    void takesTheErrorBranchForInvalidResponses(String answer) {
        FUNCTIONS.answer("plain", answer);
        var chat = running.start(invoke("plain", ""));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void refusesTooLongResponses() {
        FUNCTIONS.answer("plain", "{\"name\": \"%s\"}".formatted("x".repeat(33_000)));
        var chat = running.start(invoke("plain", ""));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void stopsWaitingAtTheTimeLimit() {
        FUNCTIONS.hang(true);
        var chat = running.start(invoke("plain", ""));
        running.awaitEnded(chat.contact());
        FUNCTIONS.hang(false);

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void doesNotWaitForAnAsynchronousInvocation() {
        FUNCTIONS.hang(true);
        try {
            var chat = running.start(invoke("plain", ", \"InvocationType\": \"ASYNCHRONOUS\"")
                    .replace("\"InvocationTimeLimitSeconds\": \"2\"", "\"InvocationTimeLimitSeconds\": \"60\""));
            running.awaitEnded(chat.contact());

            assertThat(running.said(chat.contact())).containsExactly("It is , ");
            await().until(() -> FUNCTIONS.of(chat.contact()).size() == 1);
        } finally {
            FUNCTIONS.release();
        }
    }

    @Test
    void runsCallsWhileAsynchronousInvocationsHang() {
        FUNCTIONS.hang(true);
        try {
            var asynchronous = invoke("plain", ", \"InvocationType\": \"ASYNCHRONOUS\"")
                    .replace("\"InvocationTimeLimitSeconds\": \"2\"", "\"InvocationTimeLimitSeconds\": \"60\"");
            var chats = Stream.generate(() -> running.start(asynchronous))
                    .limit(CALLS_AT_ONCE)
                    .toList();
            chats.forEach(
                    chat -> await().until(() -> FUNCTIONS.of(chat.contact()).size() == 1));
            FUNCTIONS.hang(false);
            FUNCTIONS.answer("sealed", "{\"name\": \"Ada\"}");
            var chat = running.start(invoke("sealed", ""));
            running.awaitEnded(chat.contact());

            assertThat(running.said(chat.contact())).containsExactly("It is Ada, ");
        } finally {
            FUNCTIONS.release();
        }
    }

    @Test
    void keepsTheResponseDespiteALongLock() {
        FUNCTIONS.answer("sealed", "{\"name\": \"Ada\"}");
        FUNCTIONS.meanwhile(invoked -> {
            var locked = new CountDownLatch(1);
            Thread.startVirtualThread(() -> transactions.executeWithoutResult(_ -> {
                jdbc.sql("select id from chat_session where id = :id for update")
                        .param("id", UUID.fromString(invoked.contact()))
                        .query(UUID.class)
                        .single();
                locked.countDown();
                jdbc.sql("select 1 from pg_sleep(3)").query(Integer.class).single();
            }));
            try {
                locked.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        var chat = running.start(invoke("sealed", ""));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It is Ada, ");
        assertThat(FUNCTIONS.of(chat.contact())).hasSize(1);
    }

    @Test
    void loopsOverAListInAResponse() {
        FUNCTIONS.answer("plain", "{\"items\": [\"tea\", {\"name\": \"cake\"}]}");
        var call = "{\"LambdaFunctionARN\": \"%splain\", \"ResponseValidation\": {\"ResponseType\": \"JSON\"}}"
                .formatted(ARN);
        var chat = running.start(flow(
                act("a", "InvokeLambdaFunction", call, "each"),
                choose(
                        "each",
                        "Loop",
                        "{\"Elements\": \"$.External.items\", \"LoopName\": \"item\"}",
                        "ContinueLooping",
                        "say",
                        "DoneLooping",
                        "end"),
                // A later answer does not change the list of the loop.
                say("say", "$.Loop.item.Index: $.Loop.item.Element $.Loop.item.Element.name", "again"),
                act("again", "InvokeLambdaFunction", call.replace("plain", "sealed"), "each")));
        FUNCTIONS.answer("sealed", "{\"items\": []}");
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("0: tea ", "1: {\"name\":\"cake\"} cake");
    }

    @Test
    void takesTheErrorBranchWithoutAResponse() {
        var chat = running.start(invoke("gone", ""));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void ignoresTheResponseOfAnAsynchronousInvocation() {
        FUNCTIONS.answer("plain", "{\"name\": \"Ada\"}");
        var chat = running.start(invoke("plain", ", \"InvocationType\": \"ASYNCHRONOUS\""));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It is , ");
        assertThat(FUNCTIONS.of(chat.contact())).hasSize(1);
    }
}
