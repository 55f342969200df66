package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flows show views to the customer and continue with the response. */
@ServiceTest
class ShowViewTests {

    private static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    private static final String RESPONSE = INTERACTIVE + ".response";

    private final Service.Tenant tenant;
    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final MutableClock clock;
    private final Environment environment;

    ShowViewTests(
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

    private String newView(String template) {
        return tenant.connect()
                .createView(r -> r.instanceId(tenant.instance())
                        .name("view " + UUID.randomUUID())
                        .status("PUBLISHED")
                        .content(c -> c.template(template).actions("Submit", "Cancel")))
                .view()
                .id();
    }

    private static String show(String parameters) {
        return action("show", "ShowView", parameters, """
                {"NextAction": "failed",
                 "Conditions": [
                   {"NextAction": "thanks", "Condition": {"Operator": "Equals", "Operands": ["Submit"]}},
                   {"NextAction": "cancelled", "Condition": {"Operator": "Equals", "Operands": ["Cancel"]}}],
                 "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "other"},
                            {"ErrorType": "TimeLimitExceeded", "NextAction": "late"},
                            {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}""");
    }

    /** Starts a chat whose flow shows a view, with parameters beside the view. */
    private FlowFixtures.Chat chat(String view, String more) {
        return running.start(
                flow(
                        show("{\"ViewResource\": {\"Id\": \"%s\"}%s}".formatted(view, more)),
                        say(
                                "thanks",
                                "$.Views.Action $.Views.ViewResultData.name $.Views.ViewResultData.items[1]",
                                "end"),
                        say("cancelled", "Cancelled", "end"),
                        say("other", "Something else", "end"),
                        say("late", "Too late", "end")),
                start -> start.supportedMessagingContentTypes("text/plain", INTERACTIVE, RESPONSE)
                        .attributes(Map.of("name", "Ada")));
    }

    private static JsonNode shown(Participant customer) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> customer.everything().stream()
                                .filter(item -> item.contentType().equals(INTERACTIVE))
                                .map(item -> JsonMapper.shared().readTree(item.content()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void respond(Participant customer, String content) {
        customer.client()
                .sendMessage(r -> r.connectionToken(customer.connectionToken())
                        .contentType(RESPONSE)
                        .content(content));
    }

    @Test
    void theResponseSelectsTheBranchAndBringsItsData() {
        var chat = chat(
                newView("{}"), ", \"ViewData\": {\"Heading\": \"Hello $.Attributes.name\", \"Rows\": [{\"Id\": 1}]}");
        var message = shown(chat.customer());
        running.awaitWaiting(chat.contact());

        assertThat(message.path("templateType").asString()).isEqualTo("ViewResource");
        assertThat(message.at("/data/content/viewData/Heading").asString()).isEqualTo("Hello Ada");
        assertThat(message.at("/data/content/viewData/Rows/0/Id").asInt()).isEqualTo(1);
        chat.customer().say("One moment");
        assertThat(running.statusOf(chat.contact())).containsExactly("WAITING");
        respond(
                chat.customer(),
                "{\"Action\": \"Submit\", \"ViewData\": {\"name\": \"Ada\", \"items\": [\"a\", \"b\"]}}");

        running.awaitSaid(chat.contact(), message.toString(), "Submit Ada b");
    }

    @Test
    void otherActionsAndBrokenResponsesTakeTheErrorBranches() {
        var view = newView("{}");
        for (var answer : Map.of(
                        "{\"data\": {\"content\": {\"Action\": \"Cancel\"}}}",
                        "Cancelled",
                        "{\"Action\": \"Step\"}",
                        "Something else",
                        "no JSON",
                        "It has failed",
                        "{\"ViewData\": {}}",
                        "It has failed")
                .entrySet()) {
            var chat = chat(view, "");
            shown(chat.customer());
            running.awaitWaiting(chat.contact());
            respond(chat.customer(), answer.getKey());
            await().untilAsserted(() ->
                    assertThat(running.said(chat.contact()).getLast()).isEqualTo(answer.getValue()));
        }
    }

    @Test
    void theFlowContinuesAtTheTimeLimit() {
        var chat = chat(newView("{}"), ", \"InvocationTimeLimitSeconds\": \"30\"");
        running.awaitWaiting(chat.contact());

        clock.advance(Duration.ofSeconds(31));
        workers.sweep();

        await().untilAsserted(
                        () -> assertThat(running.said(chat.contact()).getLast()).isEqualTo("Too late"));
    }

    @Test
    void theParticipantDescribesTheViewAsItWasShown() {
        var view = newView("{\"Head\": {\"Title\": \"$.Title\"}}");
        var chat = chat(view, "");
        var token = shown(chat.customer()).at("/data/content/viewToken").asString();
        tenant.connect()
                .updateViewContent(r -> r.instanceId(tenant.instance())
                        .viewId(view)
                        .status("PUBLISHED")
                        .content(c -> c.template("{\"Head\": {}}")));
        tenant.connect().deleteView(r -> r.instanceId(tenant.instance()).viewId(view));

        var found = chat.customer()
                .client()
                .describeView(r ->
                        r.connectionToken(chat.customer().connectionToken()).viewToken(token))
                .view();

        assertThat(found.id()).isEqualTo(view);
        assertThat(found.arn()).endsWith("/view/" + view);
        assertThat(found.content().template()).isEqualTo("{\"Head\": {\"Title\": \"$.Title\"}}");
        assertThat(found.content().inputSchema()).contains("Title");
        assertThat(found.content().actions()).containsExactly("Submit", "Cancel");
    }

    @Test
    void theTokenIsOfOneChatOnly() {
        var chat = chat(newView("{}"), "");
        var token = shown(chat.customer()).at("/data/content/viewToken").asString();
        var other = chat(newView("{}"), "").customer();

        for (var wrong : new String[] {token, UUID.randomUUID().toString(), "x"}) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> other.client()
                            .describeView(r ->
                                    r.connectionToken(other.connectionToken()).viewToken(wrong)));
        }
    }

    @Test
    void versionsOfViewsAreShown() {
        var view = newView("{\"Head\": 1}");
        tenant.connect().createViewVersion(r -> r.instanceId(tenant.instance()).viewId(view));
        tenant.connect()
                .updateViewContent(r -> r.instanceId(tenant.instance())
                        .viewId(view)
                        .status("PUBLISHED")
                        .content(c -> c.template("{\"Head\": 2}")));
        for (var resource : new String[] {"\"Id\": \"%s:1\"", "\"Id\": \"%s\", \"Version\": \"1\""}) {
            var chat = running.start(
                    flow(
                            show("{\"ViewResource\": {%s}}".formatted(resource.formatted(view))),
                            say("thanks", "t", "end"),
                            say("cancelled", "c", "end"),
                            say("other", "o", "end"),
                            say("late", "l", "end")),
                    start -> start.supportedMessagingContentTypes("text/plain", INTERACTIVE, RESPONSE));
            var token = shown(chat.customer()).at("/data/content/viewToken").asString();
            assertThat(chat.customer()
                            .client()
                            .describeView(r -> r.connectionToken(chat.customer().connectionToken())
                                    .viewToken(token))
                            .view()
                            .content()
                            .template())
                    .isEqualTo("{\"Head\": 1}");
        }
    }

    @Test
    void whatCannotBeShownTakesTheErrorBranch() {
        for (var view : new String[] {
            UUID.randomUUID().toString(), newView("{}") + ":7", "arn:aws:connect:us-east-1:aws:view/form:1"
        }) {
            running.awaitSaid(chat(view, "").contact(), "It has failed");
        }
        var hidden = chat(newView("{}"), ", \"SensitiveDataConfiguration\": {\"HideResponseOn\": [\"TRANSCRIPT\"]}");
        running.awaitSaid(hidden.contact(), "It has failed");
    }

    @Test
    void aChatWithoutInteractiveMessagesTakesTheErrorBranch() {
        var chat = running.start(flow(
                show("{\"ViewResource\": {\"Id\": \"%s\"}}".formatted(newView("{}"))),
                say("thanks", "t", "end"),
                say("cancelled", "c", "end"),
                say("other", "o", "end"),
                say("late", "l", "end")));

        running.awaitSaid(chat.contact(), "It has failed");
    }

    @Test
    void theResponseIsTakenByANodeThatStartsLater() {
        var chat = chat(newView("{}"), "");
        shown(chat.customer());
        running.awaitWaiting(chat.contact());
        workers.stop();
        respond(chat.customer(), "{\"Action\": \"Cancel\"}");

        try (var _ = Node.beside(environment, "--recontact.flows.every=50ms")) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(running.said(chat.contact()).getLast()).isEqualTo("Cancelled"));
        }
    }
}
