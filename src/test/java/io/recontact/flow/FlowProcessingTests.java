package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.actOr;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Flows that let a function process the messages of their chat. */
@ServiceTest
class FlowProcessingTests {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:p";
    private static final LambdaStub FUNCTIONS = new LambdaStub();

    private final FlowFixtures running;

    FlowProcessingTests(Service.Calls calls, JdbcClient jdbc) {
        this.running = new FlowFixtures(calls, calls.newTenant(), jdbc);
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.flows.lambda-functions[0].arn", () -> ARN);
        properties.add("recontact.flows.lambda-functions[0].url", () -> FUNCTIONS.url("p"));
    }

    @AfterAll
    static void close() {
        FUNCTIONS.close();
    }

    private static String process(String arn) {
        return """
                {"ChatProcessor": {"ProcessingEnabled": "True", "LambdaProcessorARN": "%s",
                  "ChatProcessorSettings": {"DeliverUnprocessedMessages": "False"}}}""".formatted(arn);
    }

    private static String waitForCustomer(String id, String next) {
        return choose(
                id,
                "Wait",
                "{\"TimeLimitSeconds\": \"600\", \"Events\": [\"CustomerReturned\"]}",
                "WaitCompleted",
                "end",
                "CustomerReturned",
                next);
    }

    private static List<String> transcript(FlowFixtures.Chat chat) {
        return chat.customer().messages().stream().map(Item::content).toList();
    }

    @Test
    void processesTheMessagesOfParticipantsUntilTheStop() {
        var chat = running.start(flow(
                act("a", "UpdateContactMediaProcessing", process(ARN), "b"),
                say("b", "Ready", "c"),
                waitForCustomer("c", "d"),
                act(
                        "d",
                        "UpdateContactMediaProcessing",
                        "{\"ChatProcessor\": {\"ProcessingEnabled\": \"False\"}}",
                        "e"),
                say("e", "Thanks", "f"),
                waitForCustomer("f", "end")));
        running.awaitSaid(chat.contact(), "Ready");
        running.awaitWaiting(chat.contact());

        // The flow waits for a message that the function lets through.
        FUNCTIONS.answer("p", "{\"status\": \"REJECTED\"}");
        chat.customer().say("bad");
        await().untilAsserted(() -> assertThat(transcript(chat)).containsExactly("Ready", "bad"));
        FUNCTIONS.answer("p", """
                {"status": "PROCESSED", "result": {"processedChatContent": {"content": "***", "contentType": "text/plain"}}}""");
        chat.customer().say("good");
        running.awaitSaid(chat.contact(), "Ready", "Thanks");
        assertThat(transcript(chat)).containsExactly("Ready", "bad", "***", "Thanks");

        running.awaitWaiting(chat.contact());
        assertThat(chat.customer().say("plain").messageMetadata()).isNull();
        running.awaitEnded(chat.contact());
    }

    @Test
    void takesTheErrorBranchForAFunctionThatIsNotMapped() {
        var chat = running.start(flow(act("a", "UpdateContactMediaProcessing", process(ARN + "x"), "end")));
        running.awaitEnded(chat.contact());
        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void concernsChatsOnly() {
        var tasks = new TaskCalls(running.tenant());
        var task = tasks.start(
                tasks.flow(
                        ContactFlowType.CONTACT_FLOW,
                        flow(
                                actOr("a", "UpdateContactMediaProcessing", process(ARN), "end", "ChannelMismatch", "b"),
                                act(
                                        "b",
                                        "UpdateContactAttributes",
                                        "{\"Attributes\": {\"mismatch\": \"yes\"}}",
                                        "end"))),
                _ -> {});
        running.awaitEnded(task);
        assertThat(running.tenant().attributes(task)).containsEntry("mismatch", "yes");
    }
}
