package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactMetricName;
import software.amazon.awssdk.services.connect.model.CurrentMetricResult;
import software.amazon.awssdk.services.connect.model.GetCurrentMetricDataRequest;
import software.amazon.awssdk.services.connect.model.GetCurrentMetricDataResponse;
import software.amazon.awssdk.services.connect.model.Grouping;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.RoutingCriteriaInputStep;
import software.amazon.awssdk.services.connect.model.SortOrder;
import software.amazon.awssdk.services.connect.model.Unit;
import tools.jackson.databind.json.JsonMapper;

/** GetCurrentMetricData and GetContactMetrics: what happens now. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes lists of consumers as varargs
class CurrentMetricTests {

    private final ContactCenter center;
    private final MutableClock clock;

    CurrentMetricTests(ContactCenter center, MutableClock clock) {
        this.center = center;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private GetCurrentMetricDataResponse metrics(Consumer<GetCurrentMetricDataRequest.Builder> request) {
        return center.tenant()
                .connect()
                .getCurrentMetricData(all -> all.instanceId(center.tenant().instance())
                        .filters(f -> f.queues(center.queue()))
                        .applyMutation(request));
    }

    private static Map<String, Double> values(CurrentMetricResult result) {
        var values = new HashMap<String, Double>();
        result.collections().forEach(data -> values.put(data.metric().nameAsString(), data.value()));
        return values;
    }

    private static Consumer<GetCurrentMetricDataRequest.Builder> of(String... names) {
        return all -> all.currentMetrics(List.of(names).stream()
                .map(name -> software.amazon.awssdk.services.connect.model.CurrentMetric.builder()
                        .name(name)
                        .unit(
                                List.of("OLDEST_CONTACT_AGE", "ESTIMATED_WAIT_TIME")
                                                .contains(name)
                                        ? Unit.SECONDS
                                        : Unit.COUNT)
                        .build())
                .toList());
    }

    @Test
    void countsAgentsAndContactsOfAQueue() {
        var busy = center.hire().available();
        var first = center.waitingContact();
        busy.acceptNext();
        center.hire().status("Offline");
        center.waitingContact();
        center.waitingContact();
        clock.advance(Duration.ofSeconds(90));

        var result = metrics(of(
                                "AGENTS_ONLINE",
                                "AGENTS_ON_CONTACT",
                                "AGENTS_AVAILABLE",
                                "AGENTS_STAFFED",
                                "AGENTS_NON_PRODUCTIVE",
                                "CONTACTS_IN_QUEUE",
                                "OLDEST_CONTACT_AGE",
                                "SLOTS_ACTIVE")
                        .andThen(all -> all.groupings(Grouping.QUEUE, Grouping.CHANNEL)
                                .filters(f -> f.queues(center.queue()).channels(Channel.CHAT))))
                .metricResults()
                .getFirst();

        assertThat(result.dimensions().queue().id()).isEqualTo(center.queue());
        assertThat(result.dimensions().channel()).isEqualTo(Channel.CHAT);
        var values = values(result);
        assertThat(values)
                .containsEntry("AGENTS_ONLINE", 1.0)
                .containsEntry("AGENTS_ON_CONTACT", 1.0)
                .containsEntry("AGENTS_STAFFED", 1.0)
                .containsEntry("AGENTS_NON_PRODUCTIVE", 0.0)
                .containsEntry("CONTACTS_IN_QUEUE", 2.0);
        assertThat(values.get("SLOTS_ACTIVE")).isGreaterThanOrEqualTo(1);
        assertThat(values.get("OLDEST_CONTACT_AGE")).isCloseTo(90, within(15.0));
        busy.end(first);
        assertThat(values(
                        metrics(of("AGENTS_AFTER_CONTACT_WORK")).metricResults().getFirst()))
                .containsEntry("AGENTS_AFTER_CONTACT_WORK", 1.0);
    }

    @Test
    void reportsTheOldestContactInMillisecondsWithoutGroupings() {
        center.waitingContact();
        clock.advance(Duration.ofSeconds(30));

        assertThat(values(metrics(of("OLDEST_CONTACT_AGE")).metricResults().getFirst())
                        .get("OLDEST_CONTACT_AGE"))
                .isCloseTo(30_000, within(15_000.0));
    }

    @Test
    void countsAnAgentOfSeveralQueuesOnce() {
        var other = AgentClient.newQueue(center.tenant());
        var profile = AgentClient.profile(center.tenant(), 2, 0, center.queue(), other);
        center.hire(profile, 0).available();

        var together = metrics(of("AGENTS_ONLINE", "SLOTS_AVAILABLE")
                .andThen(all -> all.filters(f -> f.queues(center.queue(), other))));
        assertThat(values(together.metricResults().getFirst()))
                .containsEntry("AGENTS_ONLINE", 1.0)
                .containsEntry("SLOTS_AVAILABLE", 2.0);
        assertThat(metrics(of("AGENTS_ONLINE")
                                .andThen(all -> all.filters(f -> f.queues(center.queue(), other))
                                        .groupings(Grouping.QUEUE)))
                        .metricResults())
                .hasSize(2)
                .allSatisfy(each -> assertThat(values(each)).containsEntry("AGENTS_ONLINE", 1.0));
        assertThat(values(metrics(of("AGENTS_ONLINE", "CONTACTS_IN_QUEUE")
                                .andThen(all -> all.filters(f -> f.routingProfiles(profile))
                                        .groupings(Grouping.ROUTING_PROFILE)))
                        .metricResults()
                        .getFirst()))
                .containsEntry("AGENTS_ONLINE", 1.0);
    }

    @Test
    void sortsAndPages() {
        var quiet = AgentClient.newQueue(center.tenant());
        center.waitingContact();
        center.waitingContact();
        center.waitingChat(quiet);
        Consumer<GetCurrentMetricDataRequest.Builder> sorted = of("CONTACTS_IN_QUEUE")
                .andThen(all -> all.filters(f -> f.queues(center.queue(), quiet))
                        .groupings(Grouping.QUEUE)
                        .maxResults(1)
                        .sortCriteria(s -> s.sortByMetric("CONTACTS_IN_QUEUE").sortOrder(SortOrder.ASCENDING)));

        var first = metrics(sorted);
        assertThat(first.approximateTotalCount()).isEqualTo(2);
        assertThat(first.metricResults().getFirst().dimensions().queue().id()).isEqualTo(quiet);
        var second = metrics(sorted.andThen(all -> all.nextToken(first.nextToken())));
        assertThat(second.metricResults().getFirst().dimensions().queue().id()).isEqualTo(center.queue());
        assertThat(second.nextToken()).isNull();
        clock.advance(Duration.ofMinutes(6));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> metrics(sorted.andThen(all -> all.nextToken(first.nextToken()))));
    }

    @Test
    void countsAgentsByStatus() {
        center.hire().available();

        var result = metrics(of("AGENTS_ONLINE").andThen(all -> all.groupings(Grouping.QUEUE, Grouping.AGENT_STATUS)))
                .metricResults();

        assertThat(result).hasSize(1);
        assertThat(result.getFirst().dimensions().agentStatus().arn()).contains("agent-state");
    }

    @Test
    void tellsThePositionAndTheEstimatedWait() {
        var agent = center.hire().available();
        center.waitingContact();
        agent.acceptNext();
        agent.status("Offline");
        center.waitingContact();
        var second = center.waitingChat();

        var response = center.tenant()
                .connect()
                .getContactMetrics(r -> r.instanceId(center.tenant().instance())
                        .contactId(second.contact())
                        .metrics(m -> m.name(ContactMetricName.POSITION_IN_QUEUE), m -> m.name("ESTIMATED_WAIT_TIME")));
        assertThat(response.id()).isEqualTo(second.contact());
        assertThat(response.metricResults().stream()
                        .map(result -> result.value().number()))
                .containsExactly(2.0, 3600.0); // the second, where agents accepted one contact in half an hour
        assertThat(values(metrics(of("ESTIMATED_WAIT_TIME")
                                .andThen(all -> all.filters(
                                                f -> f.queues(center.queue()).channels(Channel.CHAT))
                                        .groupings(Grouping.QUEUE, Grouping.CHANNEL)))
                        .metricResults()
                        .getFirst()))
                .containsEntry("ESTIMATED_WAIT_TIME", 5400.0);

        second.customer().disconnect();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> center.tenant()
                        .connect()
                        .getContactMetrics(r -> r.instanceId(center.tenant().instance())
                                .contactId(second.contact())
                                .metrics(m -> m.name(ContactMetricName.POSITION_IN_QUEUE))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> center.tenant()
                        .connect()
                        .getContactMetrics(r -> r.instanceId(center.tenant().instance())
                                .contactId(UUID.randomUUID().toString())
                                .metrics(m -> m.name(ContactMetricName.POSITION_IN_QUEUE))));
    }

    @Test
    void needsOneDatabaseConnectionForEachContact() {
        var contact = center.waitingContact();
        center.waitingContact();

        // More calls at once than the pool has connections: calls that need a second one wait for each other.
        var numbers = ConcurrentCalls.run(
                40,
                _ -> center.tenant()
                        .connect()
                        .getContactMetrics(r -> r.instanceId(center.tenant().instance())
                                .contactId(contact)
                                .metrics(m -> m.name(ContactMetricName.POSITION_IN_QUEUE)))
                        .metricResults()
                        .getFirst()
                        .value()
                        .number());

        assertThat(numbers).hasSize(40).containsOnly(1.0);
    }

    @Test
    void countsWaitingContactsBySubtype() {
        center.waitingContact();
        center.waitingContact();
        center.tasks().in(center.queue());

        assertThat(waitingBySubtype("")).isEqualTo(Map.of("connect:Chat", 2.0, "connect:Task", 1.0));
        assertThat(waitingBySubtype(", \"Subtypes\": [\"connect:Task\"]")).isEqualTo(Map.of("connect:Task", 1.0));
    }

    /** A raw call, because the SDK of these tests does not know the members. */
    private Map<String, Double> waitingBySubtype(String filter) {
        var answer = center.raw()
                .post("/metrics/current/" + center.tenant().instance(), """
                {"Filters": {"Queues": ["%s"]%s}, "Groupings": ["QUEUE", "SUBTYPE"],
                 "CurrentMetrics": [{"Name": "CONTACTS_IN_QUEUE", "Unit": "COUNT"}]}
                """.formatted(center.queue(), filter));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var found = new HashMap<String, Double>();
        for (var result : new JsonMapper().readTree(answer.body()).path("MetricResults")) {
            found.put(
                    result.at("/Dimensions/Subtype").asString(),
                    result.at("/Collections/0/Value").asDouble());
        }
        return found;
    }

    private static RoutingCriteriaInputStep step(String agent, int seconds) {
        return RoutingCriteriaInputStep.builder()
                .expiry(expiry -> expiry.durationInSeconds(seconds))
                .expression(e -> e.attributeCondition(condition -> condition
                        .comparisonOperator("Match")
                        .matchCriteria(match -> match.agentsCriteria(agents -> agents.agentIds(agent)))))
                .build();
    }

    @Test
    void countsWaitingContactsByRoutingStep() {
        var first = center.hire().user();
        var second = center.hire().user();
        center.waitingContact();
        for (int i = 0; i < 2; i++) {
            var chat = center.waitingContact();
            center.tenant()
                    .connect()
                    .updateContactRoutingData(r -> r.instanceId(center.tenant().instance())
                            .contactId(chat)
                            .routingCriteria(c -> c.steps(step(first, 60), step(second, 600))));
        }
        var request = of("CONTACTS_IN_QUEUE").andThen(all -> all.groupingsWithStrings("ROUTING_STEP_EXPRESSION"));

        var now = metrics(request).metricResults();

        assertThat(now).hasSize(1);
        assertThat(values(now.getFirst())).containsEntry("CONTACTS_IN_QUEUE", 2.0);
        var expression = now.getFirst().dimensions().routingStepExpression();
        assertThat(expression).contains(first).doesNotContain(second);
        clock.advance(Duration.ofSeconds(61));
        assertThat(metrics(request).metricResults())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.dimensions().routingStepExpression()).contains(second));
        assertThat(metrics(request.andThen(
                                all -> all.filters(f -> f.queues(center.queue()).routingStepExpressions(expression))))
                        .metricResults())
                .isEmpty();
        assertThat(metrics(request.andThen(all -> all.filters(f -> f.queues(center.queue())
                                .routingStepExpressions(
                                        expression.replace(first, second).replace(" ", "")))))
                        .metricResults())
                .hasSize(1);
    }

    @Test
    void refusesWhatTheModelDoesNotAllow() {
        assertRefused(of("CONTACTS_IN_QUEUE").andThen(all -> all.groupingsWithStrings("SUBTYPE")));
        assertRefused(of("CONTACTS_IN_QUEUE")
                .andThen(all -> all.groupingsWithStrings("ROUTING_STEP_EXPRESSION")
                        .filters(f -> f.queues(center.queue()).routingStepExpressions("no JSON"))));
        assertRefused(of("CONTACTS_IN_QUEUE")
                .andThen(all -> all.filters(f -> f.queues(center.queue()).routingStepExpressions("{}"))));
        assertRefused(of("AGENTS_ONLINE").andThen(all -> all.groupingsWithStrings("QUEUE", "SUBTYPE")));
        assertRefused(of("CONTACTS_IN_QUEUE").andThen(all -> all.groupings(Grouping.ROUTING_PROFILE)));
        assertRefused(of("AGENTS_AVAILABLE").andThen(all -> all.groupings(Grouping.QUEUE, Grouping.AGENT_STATUS)));
        assertRefused(of("AGENTS_ONLINE").andThen(all -> all.groupings(Grouping.AGENT_STATUS)));
        assertRefused(of("ESTIMATED_WAIT_TIME"));
        assertRefused(of("AGENTS_ONLINE").andThen(all -> all.groupingsWithStrings("SUBTYPE")));
        assertRefused(of("AGENTS_ONLINE").andThen(all -> all.sortCriteria(s -> s.sortByMetric("SLOTS_ACTIVE"))));
        assertRefused(of("AGENTS_ONLINE")
                .andThen(all -> all.filters(
                        f -> f.queues(center.queue()).routingProfiles(AgentClient.basicProfile(center.tenant())))));
        assertRefused(all -> all.currentMetrics(m -> m.name("AGENTS_ONLINE").unit(Unit.SECONDS)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> metrics(of("AGENTS_ONLINE")
                        .andThen(all ->
                                all.filters(f -> f.queues(UUID.randomUUID().toString())))));
    }

    private void assertRefused(Consumer<GetCurrentMetricDataRequest.Builder> request) {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> metrics(request));
    }
}
