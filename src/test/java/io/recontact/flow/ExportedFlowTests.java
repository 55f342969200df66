package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.NewContact;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.security.Account;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** Runs what exports of the flow designer contain and the reference does not describe. */
@ServiceTest
class ExportedFlowTests {

    private static final String HOLD =
            choose("hold", "Wait", "{\"TimeLimitSeconds\": \"600\"}", "WaitCompleted", "end");

    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final ExternalCalls calls;
    private final MutableClock clock;
    private final Account account;

    ExportedFlowTests(
            Service.Calls calls,
            ExternalCalls outside,
            JdbcClient jdbc,
            FlowRunScheduler workers,
            MutableClock clock,
            Account account) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.workers = workers;
        this.calls = outside;
        this.clock = clock;
        this.account = account;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static String waitAndContinue(String parameters) {
        return choose(
                "wait",
                "Wait",
                "{\"ContinueExecution\": \"True\", %s}".formatted(parameters),
                "Continue",
                "on",
                "WaitCompleted",
                "done");
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        workers.sweep();
    }

    @Test
    void continuesAtOnceWhileItWaits() {
        var chat = running.start(flow(
                waitAndContinue("\"TimeLimitSeconds\": \"60\", \"MinimumWaitTimeSeconds\": \"2\""),
                say("on", "Goes on", "hold"),
                say("done", "The wait is over", "hold"),
                HOLD));
        running.awaitSaid(chat.contact(), "Goes on");
        running.awaitWaiting(chat.contact());

        pass(55);
        assertThat(running.said(chat.contact())).containsExactly("Goes on");
        pass(6);
        running.awaitSaid(chat.contact(), "Goes on", "The wait is over");
        running.awaitWaiting(chat.contact());
        pass(590);
        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNull();
        pass(11);
        running.awaitEnded(chat.contact());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MessageParticipant | {"Text": "Goes on"} | {"Errors": []}
            EndFlowExecution   | {}                  | {}
            """)
    void keepsWaitingAfterItsBranchHasEnded(String type, String parameters, String transitions) {
        var chat = running.start(flow(
                waitAndContinue("\"TimeLimitSeconds\": \"60\""),
                action("on", type, parameters, transitions),
                say("done", "The wait is over", "end")));
        running.awaitWaiting(chat.contact());

        pass(55);
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        pass(6);
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).endsWith("The wait is over");
    }

    @Test
    void waitsForTheMinimumTime() {
        var chat = running.start(flow(
                waitAndContinue("\"TimeLimitSeconds\": \"10\", \"MinimumWaitTimeSeconds\": \"60\""),
                say("on", "Goes on", "hold"),
                say("done", "The wait is over", "end"),
                HOLD));
        running.awaitWaiting(chat.contact());

        pass(50);
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        pass(11);
        running.awaitSaid(chat.contact(), "Goes on", "The wait is over");
    }

    @Test
    void allowsOneOpenWait() {
        var chat = running.start(flow(
                waitAndContinue("\"TimeLimitSeconds\": \"60\""),
                action("on", "Wait", "{\"TimeLimitSeconds\": \"5\", \"ContinueExecution\": \"True\"}", """
                        {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "nested"}],
                         "Conditions": [
                           {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["Continue"]}},
                           {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["WaitCompleted"]}}]}"""),
                say("nested", "One is enough", "hold"),
                say("done", "The wait is over", "end"),
                HOLD));

        running.awaitSaid(chat.contact(), "One is enough");
    }

    @Test
    void loopsOverAList() {
        var chat = running.start(
                flow(
                        choose(
                                "each",
                                "Loop",
                                "{\"Elements\": \"$.Attributes.items\"}",
                                "ContinueLooping",
                                "inner",
                                "DoneLooping",
                                "end"),
                        choose(
                                "inner",
                                "Loop",
                                "{\"LoopCount\": \"2\", \"LoopName\": \"twice\"}",
                                "ContinueLooping",
                                "say",
                                "DoneLooping",
                                "each"),
                        say("say", "$.Loop.each.Element of $.Loop.each.Elements[1], $.Loop.twice.Index", "inner")),
                r -> r.attributes(Map.of("items", "[1, \"b\"]")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("1 of b, 0", "1 of b, 1", "b of b, 0", "b of b, 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "$.Attributes.nothing" | It has failed
            "$.Attributes.text"    | It has failed
            []                     | Done
            ["a"]                  | Done
            """)
    void loopsOverListsOnly(String elements, String said) {
        var chat = running.start(
                flow(
                        choose(
                                "each",
                                "Loop",
                                "{\"Elements\": %s}".formatted(elements),
                                "ContinueLooping",
                                "each",
                                "DoneLooping",
                                "done"),
                        say("done", "Done", "end")),
                r -> r.attributes(Map.of("text", "{\"a\": 1}")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly(said);
    }

    @Test
    void checksWhetherAnObjectHasAKey() {
        var chat = running.start(
                flow(
                        action("a", "Compare", "{\"ComparisonValue\": \"$.Attributes.customer\"}", """
                        {"NextAction": "failed", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "failed"}],
                         "Conditions": [{"NextAction": "b", "Condition": {"Operator": "KeyExists", "Operands": ["tier"]}}]}"""),
                        say("b", "Has a tier", "end")),
                r -> r.attributes(Map.of("customer", "{\"tier\": \"gold\"}")));

        running.awaitSaid(chat.contact(), "Has a tier");
    }

    @Test
    void readsSystemAttributesAndTheContact() {
        var chat = running.start(
                flow(say("a", "[$.AwsRegion] [$['AwsRegion']] [$.SegmentAttributes['connect:Subtype']]", "end")),
                r -> r.segmentAttributes(Map.of(
                        "connect:Subtype",
                        SegmentAttributeValue.builder()
                                .valueString("connect:Chat")
                                .build())));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact()))
                .containsExactly("[%s] [%s] [connect:Chat]".formatted(account.region(), account.region()));
    }

    @Test
    void setsSegmentAttributes() {
        var chat = running.start(flow(
                act(
                        "a",
                        "UpdateContactData",
                        "{\"SegmentAttributes\": {\"plan\": {\"ValueString\": \"of $.Channel\"}}}",
                        "b"),
                say("b", "$.SegmentAttributes.plan", "end")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("of CHAT");
        assertThat(tenant.describe(chat.contact()).segmentAttributes())
                .containsEntry(
                        "plan",
                        SegmentAttributeValue.builder().valueString("of CHAT").build());
    }

    @Test
    void createsATask() {
        var taskFlow = running.create(flow(HOLD));
        var chat = running.start(
                flow(act("a", "CreateTask", """
                                {"ContactFlowId": "%s", "Name": "Call $.Attributes.name", "Description": "Soon",
                                 "Attributes": {"from": "$.ContactId"},
                                 "References": {"site": {"Type": "URL", "Value": "https://example.com/"}}}""".formatted(taskFlow), "b"), say("b", "$.Task.ContactId", "end")),
                r -> r.attributes(Map.of("name", "Ada")));
        running.awaitEnded(chat.contact());

        var task = tenant.describe(running.said(chat.contact()).getFirst());
        assertThat(task.channelAsString()).isEqualTo("TASK");
        assertThat(task.name()).isEqualTo("Call Ada");
        assertThat(task.description()).isEqualTo("Soon");
        assertThat(task.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(task.relatedContactId()).isEqualTo(chat.contact());
        assertThat(tenant.attributes(task.id())).containsEntry("from", chat.contact());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "DelaySeconds": "3600"                          | 3600
            "ScheduledTime": "$.Attributes.seconds"         | 7200
            "ScheduledTime": "$.Attributes.written"         | 7200
            """)
    void createsAScheduledTask(String when, long seconds) {
        var taskFlow = running.create(flow(HOLD));
        var later = clock.instant().plusSeconds(7200);
        var chat = running.start(
                flow(
                        act(
                                "a",
                                "CreateTask",
                                "{\"ContactFlowId\": \"%s\", \"Name\": \"Later\", %s}".formatted(taskFlow, when),
                                "b"),
                        say("b", "$.Task.ContactId", "end")),
                r -> r.attributes(
                        Map.of("seconds", String.valueOf(later.getEpochSecond()), "written", later.toString())));
        running.awaitEnded(chat.contact());

        var task = tenant.describe(running.said(chat.contact()).getFirst());
        assertThat(Duration.between(clock.instant(), task.scheduledTimestamp()))
                .isBetween(Duration.ofSeconds(seconds - 60), Duration.ofSeconds(seconds + 60));
    }

    @Test
    void createsOneTaskForARepeatedCall() throws InterruptedException {
        var taskFlow = running.create(flow(HOLD));
        var id = UUID.randomUUID();

        var first = calls.make(id, newTask(taskFlow, clock.instant().plusSeconds(60)));
        var again = calls.make(id, newTask(taskFlow, clock.instant().plusSeconds(90)));

        assertThat(first.task()).isNotNull();
        assertThat(again).isEqualTo(first);
    }

    private ExternalCall newTask(String flow, Instant at) {
        return new ExternalCall.CreateTask(new NewContact(
                new InstanceId(UUID.fromString(tenant.instance())),
                Channel.TASK,
                InitiationMethod.API,
                new ContactFlowId(UUID.fromString(flow)),
                null,
                "Call",
                null,
                Map.of(),
                UserDefinedAttributes.NONE,
                Map.of(),
                null,
                null,
                at,
                null));
    }

    @Test
    void createsNoTaskForThePast() {
        var taskFlow = running.create(flow(HOLD));
        var chat = running.start(flow(act(
                "a",
                "CreateTask",
                "{\"ContactFlowId\": \"%s\", \"Name\": \"Late\", \"ScheduledTime\": \"1\"}".formatted(taskFlow),
                "end")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }
}
