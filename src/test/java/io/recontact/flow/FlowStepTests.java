package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.api.ContactId;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps that flows take are kept, without data of persons, and in a limited number. */
@ServiceTest
class FlowStepTests {

    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final FlowStepService steps;
    private final FlowStepRepository repository;
    private final FlowRunScheduler workers;
    private final RawCalls raw;
    private final MutableClock clock;

    FlowStepTests(
            Service.Calls calls,
            FlowStepService steps,
            FlowStepRepository repository,
            FlowRunScheduler workers,
            RawCalls raw,
            MutableClock clock,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.steps = steps;
        this.repository = repository;
        this.workers = workers;
        this.raw = raw;
        this.clock = clock;
    }

    private List<FlowStep> of(String contact) {
        return steps.find(new ContactId(UUID.fromString(contact)));
    }

    /** The steps of a contact: action, type and results. */
    private List<String> taken(String contact) {
        return of(contact).stream()
                .map(step -> "%s %s: %s".formatted(step.action(), step.type(), step.results()))
                .toList();
    }

    @Test
    void keepsEachActionWithTheBranchThatItTook() {
        var chat = running.start(
                flow(
                        say("greet", "Hello $.Attributes.name", "tier"),
                        choose(
                                "tier",
                                "Compare",
                                "{\"ComparisonValue\": \"$.Attributes.tier\"}",
                                "gold",
                                "bye",
                                "$.Attributes.name",
                                "bye"),
                        say("bye", "Bye", "end")),
                start -> start.attributes(Map.of("name", "Secret Ada", "tier", "Secret Ada")));
        running.awaitEnded(chat.contact());

        assertThat(taken(chat.contact()))
                .containsExactly(
                        "greet MessageParticipant: Success",
                        "tier Compare: Equals $.Attributes.name",
                        "bye MessageParticipant: Success",
                        "end DisconnectParticipant: Success");
        assertThat(of(chat.contact()).toString()).doesNotContain("Secret Ada");
        assertThat(of(chat.contact()))
                .allSatisfy(step -> assertThat(step.name()).startsWith("flow "));
    }

    @Test
    void keepsTheBeginningAndTheResultOfAWait() {
        var chat = running.start(flow(choose("wait", "Wait", "{\"TimeoutSeconds\": 600}", "WaitCompleted", "end")));
        running.awaitWaiting(chat.contact());
        assertThat(taken(chat.contact())).containsExactly("wait Wait: null");
        var began = of(chat.contact()).getFirst().takenAt();

        clock.advance(Duration.ofSeconds(601));
        workers.sweep();
        running.awaitEnded(chat.contact());

        assertThat(taken(chat.contact()))
                .containsExactly(
                        "wait Wait: null", "wait Wait: Equals WaitCompleted", "end DisconnectParticipant: Success");
        assertThat(of(chat.contact()).get(1).takenAt()).isAfterOrEqualTo(began.plusSeconds(600));
    }

    @Test
    void namesTheModuleThatAStepBelongsTo() {
        var module = tenant.connect()
                .createContactFlowModule(request ->
                        request.instanceId(tenant.instance()).name("Greeting").content("""
                                {"Version": "2019-10-30", "StartAction": "hello", "Metadata": {}, "Actions": [
                                  {"Identifier": "hello", "Type": "MessageParticipant", "Parameters": {"Text": "Hi"},
                                   "Transitions": {"NextAction": "back", "Errors": [
                                     {"ErrorType": "NoMatchingError", "NextAction": "back"}]}},
                                  {"Identifier": "back", "Type": "EndFlowModuleExecution", "Parameters": {},
                                   "Transitions": {}}], "Settings": {}}
                                """))
                .id();
        var chat = running.start(
                flow(act("greet", "InvokeFlowModule", "{\"FlowModuleId\": \"%s\"}".formatted(module), "end")));
        running.awaitEnded(chat.contact());

        assertThat(taken(chat.contact()))
                .containsExactly(
                        "greet InvokeFlowModule: null",
                        "hello MessageParticipant: Success",
                        "back EndFlowModuleExecution: Success",
                        "greet InvokeFlowModule: Success",
                        "end DisconnectParticipant: Success");
        assertThat(of(chat.contact()).get(1).isModule()).isTrue();
        assertThat(of(chat.contact()).get(1).name()).isEqualTo("Greeting");
        assertThat(of(chat.contact()).get(3).isModule()).isFalse();
    }

    @Test
    void keepsTheNewestStepsOfAFlowThatLoops() {
        var chat = running.start(flow(
                action("loop", "Loop", "{\"LoopCount\": \"90\", \"LoopName\": \"each\"}", """
                        {"NextAction": "end", "Conditions": [
                          {"NextAction": "set", "Condition": {"Operator": "Equals", "Operands": ["ContinueLooping"]}},
                          {"NextAction": "again", "Condition": {"Operator": "Equals", "Operands": ["DoneLooping"]}}],
                         "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "failed"}]}"""),
                act("set", "UpdateFlowAttributes", "{\"FlowAttributes\": {\"a\": {\"Value\": \"b\"}}}", "loop"),
                say("again", "Again", "loop")));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(of(chat.contact())).anyMatch(step -> step.number() > FlowStepRepository.KEPT + 100));
        running.awaitEnded(chat.contact());

        var kept = of(chat.contact());
        assertThat(kept).hasSize(FlowStepRepository.KEPT);
        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i).number()).isEqualTo(kept.get(i - 1).number() + 1);
        }
    }

    @Test
    void replacesBranchesThatPostgresqlCannotStore() {
        var chat = running.start(
                flow(action("tier", "Compare", "{\"ComparisonValue\": \"$.Attributes.tier\"}", """
                        {"NextAction": "failed",
                         "Conditions": [{"NextAction": "end",
                           "Condition": {"Operator": "KeyExists", "Operands": ["\\u0000"]}}],
                         "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "failed"}]}""")),
                start -> start.attributes(Map.of("tier", "{\"\\u0000\": 1}")));
        running.awaitEnded(chat.contact());

        assertThat(taken(chat.contact())).containsExactly("tier Compare: ?", "end DisconnectParticipant: Success");
    }

    @Test
    void theAdminApiNamesStepsAsFlowLogsDo() {
        var chat = running.start(flow(say("greet", "Hello", "end")));
        running.awaitEnded(chat.contact());

        var answer = raw.get(path(chat.contact()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var first =
                JsonMapper.shared().readTree(answer.body()).path("FlowSteps").get(0);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "ContactFlowId",
                        "ContactFlowName",
                        "Identifier",
                        "ContactFlowModuleType",
                        "Results",
                        "Timestamp");
        assertThat(List.of(first.path("Identifier"), first.path("ContactFlowModuleType"), first.path("Results")))
                .extracting(JsonNode::asString)
                .containsExactly("greet", "MessageParticipant", "Success");
        assertThat(raw.get(path(UUID.randomUUID().toString())).statusCode()).isEqualTo(404);
    }

    private String path(String contact) {
        return "/admin/v1/instances/%s/contacts/%s/flow-steps".formatted(tenant.instance(), contact);
    }

    @Test
    void theDeletionOfAContactDeletesItsSteps() {
        var chat = running.start(flow(say("greet", "Hello", "end")));
        running.awaitEnded(chat.contact());
        assertThat(of(chat.contact())).isNotEmpty();

        var erased = raw.post(
                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                "{\"ContactId\": \"%s\", \"Reason\": \"test\"}".formatted(chat.contact()));

        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(repository.findByContact(UUID.fromString(chat.contact()))).isEmpty();
    }
}
