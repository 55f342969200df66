package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Flows wait for a time, the customer or a bot, and continue once, on any node. */
@ServiceTest
class FlowWaitTests {

    private static final String[] WAIT = {
        choose(
                "wait",
                "Wait",
                "{\"TimeoutSeconds\": 600, \"Events\": [\"CustomerReturned\"]}",
                "WaitCompleted",
                "late",
                "CustomerReturned",
                "back"),
        say("late", "Too late", "end"),
        say("back", "There you are", "end")
    };

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Environment environment;

    FlowWaitTests(
            Service.Calls calls,
            JdbcClient jdbc,
            FlowRunScheduler workers,
            MutableClock clock,
            TransactionTemplate transactions,
            Environment environment) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.workers = workers;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.environment = environment;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
        workers.start();
    }

    @Test
    void continuesWhenTheCustomerReturns() {
        var chat = running.start(flow(WAIT));
        running.awaitWaiting(chat.contact());

        chat.customer().event("typing");
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        chat.customer().say("Here I am");

        running.awaitSaid(chat.contact(), "There you are");
    }

    @Test
    void continuesAtTheTimeLimit() {
        var chat = running.start(flow(WAIT));
        running.awaitWaiting(chat.contact());

        clock.advance(Duration.ofSeconds(590));
        workers.sweep();
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        clock.advance(Duration.ofSeconds(11));
        workers.sweep();

        running.awaitSaid(chat.contact(), "Too late");
    }

    @Test
    void continuesAtTheNextSweepIfTheSessionIsLocked() {
        var chat = running.start(flow(WAIT));
        running.awaitWaiting(chat.contact());
        var now = clock.instant().plusSeconds(601).truncatedTo(ChronoUnit.SECONDS);
        clock.stopAt(now);

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select from session_contact where id = :session for no key update")
                    .param("session", UUID.fromString(chat.contact()))
                    .query(row -> {});
            CompletableFuture.runAsync(workers::sweep).join(); // in transactions of its own
            await().pollInSameThread()
                    .untilAsserted(() -> assertThat(dueAt(chat.contact())).isEqualTo(now));
        });
        assertThat(running.said(chat.contact())).doesNotContain("Too late");
        workers.sweep();

        running.awaitSaid(chat.contact(), "Too late");
    }

    private Instant dueAt(String contact) {
        return jdbc.sql("select due_at from flow_run where contact_id = :contact")
                .param("contact", UUID.fromString(contact))
                .query(Instant.class)
                .single();
    }

    @Test
    void findsEventsWithoutANotification() {
        var chat = running.start(flow(WAIT));
        running.awaitWaiting(chat.contact());

        workers.stop();
        chat.customer().say("Here I am");
        workers.start();
        // Notifications in memory are lost with the node; a new node polls.
        workers.pollTranscripts();

        running.awaitSaid(chat.contact(), "There you are");
    }

    @Test
    void continuesWithoutABot() {
        var chat = running.start(flow(
                action("wait", "Wait", "{\"TimeoutSeconds\": 600, \"Events\": [\"BotParticipantDisconnected\"]}", """
                        {"NextAction": "failed", "Errors": [{"ErrorType": "ParticipantNotFound", "NextAction": "none"},
                          {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}"""),
                say("none", "No bot", "end")));

        running.awaitSaid(chat.contact(), "No bot");
    }

    @Test
    void continuesWhenTheBotHasLeft() {
        var chat = running.start(flow(
                choose(
                        "first",
                        "Wait",
                        "{\"TimeoutSeconds\": 600, \"Events\": [\"CustomerReturned\"]}",
                        "CustomerReturned",
                        "wait"),
                choose(
                        "wait",
                        "Wait",
                        "{\"TimeoutSeconds\": 600, \"Events\": [\"BotParticipantDisconnected\"]}",
                        "BotParticipantDisconnected",
                        "left"),
                say("left", "The bot has left", "end")));
        running.awaitWaiting(chat.contact());
        var bot = calls.joined(tenant.invite(chat.contact(), "CUSTOM_BOT")
                .participantCredentials()
                .participantToken());
        chat.customer().say("Go on");
        await().until(() -> jdbc.sql("select action from flow_run where contact_id = :contact and status = 'WAITING'")
                .param("contact", UUID.fromString(chat.contact()))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list()
                .equals(List.of("wait")));

        chat.customer().say("Still there?");
        bot.disconnect();

        running.awaitSaid(chat.contact(), "The bot has left");
    }

    @Test
    void forgetsTheFlowOfAContactThatEnds() {
        var chat = running.start(flow(WAIT));
        running.awaitWaiting(chat.contact());

        tenant.stop(chat.contact());

        assertThat(running.statusOf(chat.contact())).isEmpty();
        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("API");
    }

    @Test
    void runsEachStepOnceOnTwoNodes() {
        var chat = running.start(flow(
                choose("wait", "Wait", "{\"TimeoutSeconds\": 600}", "WaitCompleted", "a"),
                say("a", "One", "b"),
                say("b", "Two", "again"),
                choose("again", "Wait", "{\"TimeoutSeconds\": 6000}", "WaitCompleted", "end")));
        running.awaitWaiting(chat.contact());
        try (var node = Node.beside(environment, "--recontact.flows.every=20ms")) {
            Awaitility.await().until(() -> node.get("/actuator/health").contains("\"UP\""));
            // The other node uses the real time. Both nodes find the run due.
            jdbc.sql("""
                            update flow_run
                            set due_at = now() - interval '1 second', state = jsonb_set(state, '{WaitUntil}', '1')
                            where contact_id = :contact
                            """).param("contact", UUID.fromString(chat.contact())).update();
            ConcurrentCalls.run(8, _ -> {
                workers.sweep();
                workers.pollTranscripts();
                return true;
            });
            running.awaitSaid(chat.contact(), "One", "Two");
            running.awaitWaiting(chat.contact());
        }
        workers.sweep();
        assertThat(running.said(chat.contact())).containsExactly("One", "Two");
    }

    @Test
    void isContinuedByANodeThatStartsLater() {
        var timed = running.start(flow(WAIT));
        var asked = running.start(flow(WAIT));
        running.awaitWaiting(timed.contact());
        running.awaitWaiting(asked.contact());
        workers.stop();
        asked.customer().say("Here I am");
        jdbc.sql(
                        "update flow_run set due_at = now(), state = jsonb_set(state, '{WaitUntil}', '1') where contact_id = :contact")
                .param("contact", UUID.fromString(timed.contact()))
                .update();

        try (var _ =
                Node.beside(environment, "--recontact.flows.every=100ms", "--recontact.flows.look-again-every=100ms")) {
            running.awaitSaid(timed.contact(), "Too late");
            running.awaitSaid(asked.contact(), "There you are");
        }
    }

    @Test
    void repeatsTheCallOfAKilledNode() {
        try (var functions = new LambdaStub()) {
            functions.hang(true);
            functions.answer("f", "{\"x\": \"done\"}");
            var content = flow(
                    FlowDocuments.act(
                            "a", "InvokeLambdaFunction", "{\"LambdaFunctionARN\": \"arn:aws:lambda:f\"}", "b"),
                    say("b", "It is $.External.x", "end"));
            var flow = running.create(content);
            var started = tenant.start(r -> r.contactFlowId(flow));
            var settings = new String[] {
                "--recontact.flows.lambda-functions[0].arn=arn:aws:lambda:f",
                "--recontact.flows.lambda-functions[0].url=" + functions.url("f"),
                "--recontact.flows.every=100ms"
            };
            try (var first = Node.beside(environment, settings)) {
                Participant.join(first.participants(), started.participantToken());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> functions.of(started.contactId()).size() == 1);
                first.kill();
            }
            assertThat(running.statusOf(started.contactId())).containsExactly("CALLING");
            functions.hang(false);
            // Simulates that the time of the first call is over.
            jdbc.sql(
                            "update flow_run set due_at = now(), state = jsonb_set(state, '{CallUntil}', '1') where contact_id = :contact")
                    .param("contact", UUID.fromString(started.contactId()))
                    .update();

            try (var _ = Node.beside(environment, settings)) {
                running.awaitSaid(started.contactId(), "It is done");
            }
            assertThat(functions.of(started.contactId()))
                    .hasSize(2)
                    .extracting(LambdaStub.Invoked::id)
                    .containsOnly(functions.of(started.contactId()).getFirst().id());
        }
    }
}
