package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidContactFlowException;

/** Flows invoke modules, which return to them. */
@ServiceTest
class FlowModuleTests {

    private static final String RETURN = action("return", "EndFlowModuleExecution", "{}", "{}");

    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final MutableClock clock;
    private final Environment environment;

    FlowModuleTests(
            Service.Calls calls,
            JdbcClient jdbc,
            FlowRunScheduler workers,
            MutableClock clock,
            Environment environment) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.workers = workers;
        this.clock = clock;
        this.environment = environment;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
        workers.start();
    }

    private String module(String... actions) {
        return moduleWith("{}", actions);
    }

    private String moduleWith(String settings, String... actions) {
        return tenant.connect()
                .createContactFlowModule(r -> r.instanceId(tenant.instance())
                        .name("module " + UUID.randomUUID())
                        .content(flow(actions))
                        .settings(settings))
                .id();
    }

    private void update(String module, String... actions) {
        tenant.connect()
                .updateContactFlowModuleContent(r -> r.instanceId(tenant.instance())
                        .contactFlowModuleId(module)
                        .content(flow(actions)));
    }

    private static String invoke(String id, String module, String next) {
        return act(id, "InvokeFlowModule", "{\"FlowModuleId\": \"%s\"}".formatted(module), next);
    }

    private static String invokeWith(String id, String module, String input, String... branches) {
        return choose(
                id, "InvokeFlowModule", "{\"FlowModuleId\": \"%s\", \"Input\": %s}".formatted(module, input), branches);
    }

    private static String wait(String id, String next) {
        return choose(id, "Wait", "{\"TimeoutSeconds\": 600}", "WaitCompleted", next);
    }

    @Test
    void aModuleReturnsToItsCaller() {
        var module = module(say("hello", "From the module", "return"), RETURN);

        var chat = running.start(flow(
                invoke("first", module, "between"),
                say("between", "From the flow", "second"),
                invoke("second", module, "end")));

        running.awaitSaid(chat.contact(), "From the module", "From the flow", "From the module");
        running.awaitEnded(chat.contact());
    }

    @Test
    void theResultSelectsABranchAndDataGoesBothWays() {
        var module = moduleWith(
                "{\"transitions\": {\"results\": [{\"name\": \"paid\"}, {\"name\": \"open\"}]}}",
                say("greet", "Order $.Modules.Input.order of $.Modules.Input.customer.name", "return"),
                action("return", "EndFlowModuleExecution", """
                        {"Result": "paid", "ResultData": {"amount": "$.Modules.Input.order euros"}}""", "{}"));

        var chat = running.start(
                flow(
                        invokeWith(
                                "check",
                                module,
                                "{\"order\": \"17\", \"customer\": {\"name\": \"$.Attributes.name\"}}",
                                "open",
                                "failed",
                                "paid",
                                "thanks"),
                        say("thanks", "$.Modules.Result: $.Modules.ResultData.amount", "end")),
                start -> start.attributes(java.util.Map.of("name", "Ada")));

        running.awaitSaid(chat.contact(), "Order 17 of Ada", "paid: 17 euros");
    }

    @Test
    void aModuleNeitherSeesNorChangesTheDataOfItsCaller() {
        var module = module(
                say("see", "[$.FlowAttributes.color]", "set"),
                act("set", "UpdateFlowAttributes", "{\"FlowAttributes\": {\"color\": {\"Value\": \"red\"}}}", "show"),
                say("show", "[$.FlowAttributes.color]", "share"),
                act("share", "UpdateContactAttributes", "{\"Attributes\": {\"shared\": \"yes\"}}", "return"),
                RETURN);

        var chat = running.start(flow(
                act("set", "UpdateFlowAttributes", "{\"FlowAttributes\": {\"color\": {\"Value\": \"blue\"}}}", "call"),
                invoke("call", module, "show"),
                say("show", "[$.FlowAttributes.color] $.Attributes.shared", "end")));

        running.awaitSaid(chat.contact(), "[]", "[red]", "[blue] yes");
    }

    @Test
    void loopsOfACallerContinueAfterTheModule() {
        var module = module(
                choose("twice", "Loop", "{\"LoopCount\": 2}", "ContinueLooping", "say", "DoneLooping", "return"),
                say("say", "inner", "twice"),
                RETURN);

        var chat = running.start(flow(
                choose("twice", "Loop", "{\"LoopCount\": 2}", "ContinueLooping", "call", "DoneLooping", "end"),
                invoke("call", module, "outer"),
                say("outer", "outer", "twice")));

        running.awaitSaid(chat.contact(), "inner", "inner", "outer", "inner", "inner", "outer");
    }

    @Test
    void modulesInvokeModulesUpToFiveLevels() {
        var module = module(say("level", "level", "return"), RETURN);
        for (int i = 2; i <= 6; i++) {
            module = module(
                    say("level", "level", "call"),
                    invoke("call", module, "return"),
                    say("failed here", "too deep", "return"),
                    RETURN);
        }

        var chat = running.start(flow(invoke("call", module, "done"), say("done", "done", "end")));

        running.awaitSaid(chat.contact(), "level", "level", "level", "level", "level", "It has failed");
    }

    @Test
    void whatCannotBeInvokedTakesTheErrorBranch() {
        var archived = module(RETURN);
        tenant.connect()
                .updateContactFlowModuleMetadata(r -> r.instanceId(tenant.instance())
                        .contactFlowModuleId(archived)
                        .state("ARCHIVED"));
        for (var id : new String[] {
            UUID.randomUUID().toString(),
            archived,
            module(RETURN) + ":3",
            module(RETURN) + ":live",
            "nonsense",
            module(RETURN) + ":$SAVED"
        }) {
            var chat = running.start(flow(invoke("call", id, "end")));
            running.awaitSaid(chat.contact(), "It has failed");
        }
    }

    @Test
    void aFailureWithoutABranchFailsTheModule() {
        var module = module(
                action("fail", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(UUID.randomUUID()), """
                        {"NextAction": "return"}"""),
                RETURN);

        var chat = running.start(flow(invoke("call", module, "end")));

        running.awaitSaid(chat.contact(), "It has failed");
    }

    @Test
    void versionsAndAliasesAreInvoked() {
        var connect = tenant.connect();
        var module = module(say("say", "one", "return"), RETURN);
        connect.createContactFlowModuleVersion(
                r -> r.instanceId(tenant.instance()).contactFlowModuleId(module));
        connect.createContactFlowModuleAlias(r -> r.instanceId(tenant.instance())
                .contactFlowModuleId(module)
                .aliasName("live")
                .contactFlowModuleVersion(1L));
        update(module, say("say", "two", "return"), RETURN);

        var chat = running.start(flow(
                invoke("a", module, "b"),
                invoke("b", module + ":$LATEST", "c"),
                invoke("c", module + ":1", "d"),
                invoke("d", module + ":live", "e"),
                invoke(
                        "e",
                        connect.describeContactFlowModule(r ->
                                                r.instanceId(tenant.instance()).contactFlowModuleId(module))
                                        .contactFlowModule()
                                        .arn()
                                + ":1",
                        "end")));

        running.awaitSaid(chat.contact(), "two", "two", "one", "one", "one");
    }

    @Test
    void flowsAreTransferredToVersions() {
        var target = running.create(flow(say("say", "first version", "end")));
        tenant.connect()
                .createContactFlowVersion(r -> r.instanceId(tenant.instance()).contactFlowId(target));
        tenant.connect()
                .updateContactFlowContent(r -> r.instanceId(tenant.instance())
                        .contactFlowId(target)
                        .content(flow(say("say", "latest", "end"))));

        var old = running.start(
                flow(act("go", "TransferToFlow", "{\"ContactFlowId\": \"%s:1\"}".formatted(target), "end")));
        var latest = running.start(
                flow(act("go", "TransferToFlow", "{\"ContactFlowId\": \"%s:$LATEST\"}".formatted(target), "end")));

        running.awaitSaid(old.contact(), "first version");
        running.awaitSaid(latest.contact(), "latest");
    }

    @Test
    void aModuleThatWaitsKeepsItsContentAndItsCallers() {
        var inner = module(wait("wait", "say"), say("say", "inner", "return"), RETURN);
        var outer = module(invoke("call", inner, "say"), say("say", "outer", "return"), RETURN);
        var chat = running.start(flow(invoke("call", outer, "say"), say("say", "flow", "end")));
        running.awaitWaiting(chat.contact());

        update(inner, say("say", "changed", "return"), RETURN);
        tenant.connect()
                .deleteContactFlowModule(r -> r.instanceId(tenant.instance()).contactFlowModuleId(outer));
        clock.advance(Duration.ofSeconds(601));
        workers.sweep();

        running.awaitSaid(chat.contact(), "inner", "outer", "flow");
    }

    @Test
    void aModuleIsContinuedByANodeThatStartsLater() {
        var module = module(
                choose(
                        "wait",
                        "Wait",
                        "{\"TimeoutSeconds\": 600, \"Events\": [\"CustomerReturned\"]}",
                        "CustomerReturned",
                        "say",
                        "WaitCompleted",
                        "return"),
                say("say", "in the module", "return"),
                RETURN);
        var chat = running.start(flow(invoke("call", module, "say"), say("say", "back in the flow", "end")));
        running.awaitWaiting(chat.contact());
        workers.stop();
        chat.customer().say("Hello");

        try (var _ = Node.beside(environment, "--recontact.flows.every=50ms")) {
            running.awaitSaid(chat.contact(), "in the module", "back in the flow");
        }
    }

    @Test
    void anOpenWaitOfTheFlowEndsTheModule() {
        var module = module(wait("wait", "return"), RETURN);
        var chat = running.start(flow(
                choose(
                        "open",
                        "Wait",
                        "{\"TimeoutSeconds\": 60, \"ContinueExecution\": \"True\"}",
                        "Continue",
                        "call",
                        "WaitCompleted",
                        "late"),
                invoke("call", module, "failed"),
                say("late", "The wait is over", "end")));
        running.awaitWaiting(chat.contact());

        clock.advance(Duration.ofSeconds(61));
        workers.sweep();

        running.awaitSaid(chat.contact(), "The wait is over");
    }

    @Test
    void endingTheFlowInAModuleEndsAll() {
        var module = module(action("stop", "EndFlowExecution", "{}", "{}"));

        var chat = running.start(flow(invoke("call", module, "failed")));

        running.awaitFlowEnd(chat.contact());
        assertThat(running.said(chat.contact())).isEmpty();
        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNull();
    }

    @Test
    void onlyModulesReturn() {
        assertThatExceptionOfType(InvalidContactFlowException.class)
                .isThrownBy(() -> running.create(flow(RETURN)))
                .withMessageContaining("modules only");
    }
}
