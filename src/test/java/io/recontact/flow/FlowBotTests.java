package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connectparticipant.model.ParticipantRole;

/** Customers talk to bots, which the settings map to URLs. */
@ServiceTest
class FlowBotTests {

    private static final String ARN = "arn:aws:lex:us-east-1:123456789012:bot-alias/BOT/ALIAS";
    private static final EchoBot BOT = new EchoBot();
    private static final String V2 = "\"LexV2Bot\": {\"AliasArn\": \"%s\"}".formatted(ARN);

    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final Service.Tenant tenant;

    FlowBotTests(
            Service.Calls calls,
            JdbcClient jdbc,
            FlowRunScheduler workers,
            MutableClock clock,
            Environment environment) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.workers = workers;
        this.clock = clock;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.flows.bots[0].id", () -> ARN);
        properties.add("recontact.flows.bots[0].url", BOT::url);
        properties.add("recontact.flows.bots[0].secret", () -> "shh");
        properties.add("recontact.flows.bots[1].id", () -> "InteractiveMessageBot");
        properties.add("recontact.flows.bots[1].url", BOT::url);
        properties.add("recontact.flows.bots[2].id", () -> "gone");
        properties.add("recontact.flows.bots[2].url", () -> "http://127.0.0.1:1/");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
        workers.start();
    }

    @AfterAll
    static void close() {
        BOT.close();
    }

    private static String bot(String parameters) {
        return flow(
                action("bot", "ConnectParticipantWithLexBot", "{%s}".formatted(parameters), """
                        {"NextAction": "failed", "Conditions": [
                          {"NextAction": "menu", "Condition": {"Operator": "Equals", "Operands": ["Menu"]}}],
                         "Errors": [{"ErrorType": "InputTimeLimitExceeded", "NextAction": "late"},
                           {"ErrorType": "NoMatchingCondition", "NextAction": "other"},
                           {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}"""),
                say("menu", "$.Lex.IntentName $.Lex.Slots.action $.Lex.SessionAttributes.turns", "more"),
                say(
                        "more",
                        "$.Lex.DialogState $.Lex.IntentConfidence.Score $.Lex.SentimentResponse.Label"
                                + " $.Lex.SentimentResponse.Scores.Mixed $.Lex.AlternativeIntents.Other.IntentConfidence.Score",
                        "end"),
                say("late", "Too late", "end"),
                say("other", "Something else", "end"));
    }

    @Test
    void talksUntilTheDialogCloses() {
        var chat = running.start(
                bot("\"Text\": \"Say help\", %s, \"LexSessionAttributes\": {\"turns\": \"$.Attributes.turns\"}"
                        .formatted(V2)),
                r -> r.attributes(Map.of("turns", "5")));
        running.awaitSaid(chat.contact(), "Say help");
        chat.customer().event("typing");
        chat.customer().say("hello");
        running.awaitSaid(chat.contact(), "Say help", "6 hello");
        chat.customer().say("help");
        await().until(() -> running.said(chat.contact()).size() == 3);

        assertThat(chat.customer().everything().getLast()).satisfies(item -> {
            assertThat(item.contentType()).isEqualTo("application/vnd.amazonaws.connect.message.interactive");
            assertThat(item.participantRole()).isEqualTo(ParticipantRole.SYSTEM);
            assertThat(item.displayName()).isEqualTo("BOT");
            assertThat(item.content()).contains("\"templateType\": \"ListPicker\"");
        });
        chat.customer().say("End chat");
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact()))
                .endsWith("Received End chat", "Menu End chat 8", "Fulfilled 0.9 MIXED 0.7 0.4");
        assertThat(BOT.of(chat.contact())).hasSize(3).first().satisfies(asked -> {
            assertThat(asked.text()).isEqualTo("hello");
            assertThat(asked.body().path("botId").asString()).isEqualTo("BOT");
            assertThat(asked.body().path("botAliasId").asString()).isEqualTo("ALIAS");
            assertThat(asked.body().path("localeId").asString()).isEqualTo("en_US");
            assertThat(asked.body().at("/sessionState/sessionAttributes/turns").asString())
                    .isEqualTo("5");
            assertThat(asked.body()
                            .at("/requestAttributes/x-amz-lex:channels:platform")
                            .asString())
                    .isEqualTo("Connect Chat");
            assertThat(asked.signature()).startsWith("sha256=");
            assertThat(asked.id()).hasSize(36);
        });
        assertThat(BOT.of(chat.contact())
                        .getLast()
                        .body()
                        .at("/sessionState/dialogAction/type")
                        .asString())
                .isEqualTo("ElicitSlot");
    }

    /** The shape of the interactive-message flow that Amazon Connect publishes: the default branch reads a slot. */
    @Test
    void takesTheDefaultBranchWithoutConditions() {
        var chat = running.start(flow(
                action("bot", "ConnectParticipantWithLexBot", """
                        {"Text": "Type help", "LexBot": {"Name": "InteractiveMessageBot", "Region": "us-west-2",
                         "Alias": "latest"}}""", """
                        {"NextAction": "failed", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "compare"},
                           {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}"""),
                choose(
                        "compare",
                        "Compare",
                        "{\"ComparisonValue\": \"$.Lex.Slots.action\"}",
                        "Continue to agent",
                        "agent",
                        "End chat",
                        "end"),
                say("agent", "An agent comes", "end")));
        running.awaitSaid(chat.contact(), "Type help");
        chat.customer().say("card");
        await().until(() -> running.said(chat.contact()).size() == 2);
        assertThat(running.said(chat.contact()).getLast()).contains("\"ListPicker\"", "\"An agent\"");
        chat.customer().say("An agent");
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).endsWith("Received Continue to agent", "An agent comes");
        assertThat(BOT.of(chat.contact()).getFirst().body().path("botAliasId").asString())
                .isEqualTo("latest");
    }

    @Test
    void asksTheBotWithTheInitialMessage() {
        var chat = running.start(
                bot(V2 + ", \"LexInitializationData\": {\"InitialMessage\": \"$.Media.InitialMessage\"}"),
                r -> r.initialMessage(m -> m.contentType("text/plain").content("first")));
        running.awaitSaid(chat.contact(), "1 first");
        chat.customer().say("second");

        running.awaitSaid(chat.contact(), "1 first", "2 second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "500", "null"})
    void takesTheErrorBranchIfTheBotFails(String text) {
        var chat = running.start(bot(V2));
        running.awaitWaiting(chat.contact());
        chat.customer().say(text);
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).endsWith("It has failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"LexV2Bot\": {\"AliasArn\": \"arn:aws:lex:us-east-1:123456789012:bot-alias/BOT/OTHER\"}",
                "\"LexBot\": {\"Name\": \"gone\"}, \"LexInitilizationData\": {\"InitialMessage\": \"hi\"}",
                "\"LexBot\": {\"Name\": \"InteractiveMessageBot\"}, \"SSML\": \"<speak>Hi</speak>\"",
                "\"LexBot\": {\"Name\": \"InteractiveMessageBot\"}, \"LexTimeoutSeconds\": {\"Text\": \"$.Attributes.none\"}"
            })
    void takesTheErrorBranchWithoutABot(String parameters) {
        var chat = running.start(bot(parameters));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }

    @Test
    void stopsWaitingAtTheTimeLimit() {
        var chat = running.start(bot(V2 + ", \"LexTimeoutSeconds\": {\"Text\": \"120\"}"));
        running.awaitWaiting(chat.contact());
        clock.advance(Duration.ofSeconds(100));
        chat.customer().say("hello");
        running.awaitSaid(chat.contact(), "1 hello");
        running.awaitWaiting(chat.contact());
        clock.advance(Duration.ofSeconds(110));
        workers.sweep();
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        clock.advance(Duration.ofSeconds(11));
        workers.sweep();

        running.awaitSaid(chat.contact(), "1 hello", "Too late");
    }

    @Test
    void answersWhatTheCustomerWritesDuringACall() {
        var chat = running.start(bot(V2));
        running.awaitWaiting(chat.contact());
        BOT.hold();
        chat.customer().say("one");
        await().until(() -> BOT.of(chat.contact()).size() == 1);
        chat.customer().say("two");
        chat.customer().say("three");
        BOT.release();

        running.awaitSaid(chat.contact(), "1 one", "2 two", "3 three");
    }

    @Test
    void continuesOnAnotherNodeAndRepeatsTheCallOfAKilledOne() {
        var flow = running.create(bot("\"Text\": \"Hi\", " + V2));
        var started = tenant.start(r -> r.contactFlowId(flow));
        var settings = new String[] {
            "--recontact.flows.bots[0].id=" + ARN,
            "--recontact.flows.bots[0].url=" + BOT.url(),
            "--recontact.flows.every=100ms"
        };
        workers.stop();
        BOT.hold();
        try (var first = Node.beside(environment, settings)) {
            var customer = Participant.join(first.participants(), started.participantToken());
            running.awaitSaid(started.contactId(), "Hi");
            customer.say("hello");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> BOT.of(started.contactId()).size() == 1);
            first.kill();
        }
        assertThat(running.statusOf(started.contactId())).containsExactly("CALLING");
        BOT.release();
        // Simulates that the time of the first call is over.
        jdbc.sql(
                        "update flow_run set due_at = now(), state = jsonb_set(state, '{CallUntil}', '1') where contact_id = :contact")
                .param("contact", UUID.fromString(started.contactId()))
                .update();

        try (var _ = Node.beside(environment, settings)) {
            running.awaitSaid(started.contactId(), "Hi", "1 hello");
        }
        assertThat(BOT.of(started.contactId()))
                .hasSize(2)
                .extracting(EchoBot.Asked::id)
                .containsOnly(BOT.of(started.contactId()).getFirst().id());
    }
}
