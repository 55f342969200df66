package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.GetMetricDataV2Request;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.MetricV2;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchCriteria;

/** Contacts and metrics know the hierarchy groups that an agent had. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes lists of consumers as varargs
class AgentHierarchyTests {

    private final ContactCenter center;
    private final ConnectClient connect;
    private final String instance;
    private final MutableClock clock;
    private final Instant begin;
    private final String berlin;
    private final String chats;
    private final String hamburg;
    private final AgentClient agent;

    AgentHierarchyTests(ContactCenter center, MutableClock clock) {
        this.center = center;
        this.connect = center.tenant().connect();
        this.instance = center.tenant().instance();
        this.clock = clock;
        this.begin = clock.instant();
        connect.updateUserHierarchyStructure(r -> r.instanceId(instance)
                .hierarchyStructure(s -> s.levelOne(l -> l.name("Site")).levelTwo(l -> l.name("Team"))));
        this.berlin = group("Berlin", null);
        this.chats = group("Chats", berlin);
        this.hamburg = group("Hamburg", null);
        this.agent = center.hire();
        move(chats);
        agent.available();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private String group(String name, @Nullable String parent) {
        return connect.createUserHierarchyGroup(
                        r -> r.instanceId(instance).name(name).parentGroupId(parent))
                .hierarchyGroupId();
    }

    private void move(String group) {
        connect.updateUserHierarchy(
                r -> r.instanceId(instance).userId(agent.user()).hierarchyGroupId(group));
    }

    /** The agent handles a chat for two minutes, and then leaves its groups. */
    private String handled() {
        var chat = center.waitingContact();
        agent.acceptNext();
        clock.advance(Duration.ofMinutes(2));
        agent.end(chat);
        agent.clear(chat);
        agent.status("Offline");
        move(hamburg);
        return chat;
    }

    private List<String> found(Consumer<SearchCriteria.Builder> criteria) {
        return connect
                .searchContacts(r -> r.instanceId(instance)
                        .timeRange(range -> range.type("INITIATION_TIMESTAMP")
                                .startTime(begin.minusSeconds(60))
                                .endTime(clock.instant()))
                        .searchCriteria(criteria))
                .contacts()
                .stream()
                .map(ContactSearchSummary::id)
                .toList();
    }

    @Test
    void staysWithAContactThatTheAgentAccepted() {
        var chat = handled();

        var groups = center.tenant().describe(chat).agentInfo().hierarchyGroups();

        assertThat(groups.level1().arn()).endsWith("instance/%s/agent-group/%s".formatted(instance, berlin));
        assertThat(groups.level2().arn()).endsWith("/agent-group/" + chats);
        assertThat(groups.level3()).isNull();
    }

    @Test
    void isAbsentWithoutAGroup() {
        var other = center.hire().available();
        agent.status("Offline");
        var chat = center.waitingContact();
        other.acceptNext();

        assertThat(center.tenant().describe(chat).agentInfo().hierarchyGroups()).isNull();
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(berlin)))).isEmpty();
    }

    @Test
    void findsContacts() {
        var chat = handled();
        center.waitingContact();

        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(hamburg, berlin))))
                .containsExactly(chat);
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(berlin).l2Ids(chats))))
                .containsExactly(chat);
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(hamburg)))).isEmpty();
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(hamburg).l2Ids(chats))))
                .isEmpty();
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l1Ids(chats)))).isEmpty();
        assertThat(found(c -> c.agentHierarchyGroups(g -> g.l5Ids(berlin)))).isEmpty();
    }

    private List<Map<String, Double>> measured(Consumer<GetMetricDataV2Request.Builder> request) {
        return connect
                .getMetricDataV2(all -> all.resourceArn("arn:aws:connect:us-east-1:123456789012:instance/" + instance)
                        .startTime(begin.minusSeconds(1))
                        .endTime(clock.instant())
                        .metrics(
                                MetricV2.builder().name("CONTACTS_HANDLED").build(),
                                MetricV2.builder()
                                        .name("CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT")
                                        .build(),
                                MetricV2.builder().name("AGENT_ANSWER_RATE").build(),
                                MetricV2.builder()
                                        .name("SUM_CONTACT_TIME_AGENT")
                                        .build())
                        .applyMutation(request))
                .metricResults()
                .stream()
                .map(result -> Map.of(
                        result.dimensions().values().iterator().next(),
                        result.collections().get(0).value(),
                        "connected",
                        result.collections().get(1).value(),
                        "answered",
                        result.collections().get(2).value(),
                        "seconds",
                        (double) Math.round(result.collections().get(3).value() / 60)))
                .toList();
    }

    @Test
    void groupsAndFiltersMetrics() {
        handled();

        for (var level : List.of("AGENT_HIERARCHY_LEVEL_ONE", "AGENT_HIERARCHY_LEVEL_TWO")) {
            var id = level.endsWith("ONE") ? berlin : chats;
            assertThat(measured(all ->
                            all.groupings(level).filters(f -> f.filterKey(level).filterValues(id))))
                    .containsExactly(Map.of(id, 1.0, "connected", 1.0, "answered", 100.0, "seconds", 2.0));
        }
        assertThat(measured(all -> all.groupings("AGENT_HIERARCHY_LEVEL_ONE")
                        .filters(f -> f.filterKey("AGENT_HIERARCHY_LEVEL_ONE").filterValues(hamburg))))
                .isEmpty();
    }

    @Test
    void refusesMetricsOfUnknownGroupsAndWithoutAgents() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> measured(all -> all.groupings("AGENT_HIERARCHY_LEVEL_ONE")
                        .filters(f -> f.filterKey("AGENT_HIERARCHY_LEVEL_ONE")
                                .filterValues(UUID.randomUUID().toString()))));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> measured(all -> all.groupings("AGENT_HIERARCHY_LEVEL_ONE")
                        .metrics(MetricV2.builder().name("CONTACTS_CREATED").build())
                        .filters(f -> f.filterKey("QUEUE").filterValues(center.queue()))))
                .withMessageContaining("CONTACTS_CREATED");
    }

    @Test
    void findsContactsByTheAgentsOfTheirRoutingSteps() {
        var other = center.hire();
        var preferred = center.waitingContact();
        connect.updateContactRoutingData(r -> r.instanceId(instance)
                .contactId(preferred)
                .routingCriteria(c -> c.steps(step -> step.expiry(e -> e.durationInSeconds(3600))
                        .expression(e -> e.orExpression(
                                one -> one.attributeCondition(a -> a.comparisonOperator("Match")
                                        .matchCriteria(m -> m.agentsCriteria(agents -> agents.agentIds(agent.user())))),
                                two -> two.attributeCondition(a -> a.comparisonOperator("Match")
                                        .matchCriteria(
                                                m -> m.agentsCriteria(agents -> agents.agentIds(other.user())))))))));
        var plain = center.waitingContact();

        assertThat(found(agents("MATCH_ALL", agent.user(), other.user()))).containsExactly(preferred);
        assertThat(found(agents("MATCH_EXACT", agent.user(), other.user()))).containsExactly(preferred);
        assertThat(found(agents("MATCH_EXACT", agent.user()))).isEmpty();
        assertThat(found(agents(null, agent.user()))).containsExactly(preferred);
        var stranger = center.hire().user();
        assertThat(found(agents("MATCH_ANY", stranger, other.user()))).containsExactly(preferred);
        assertThat(found(agents("MATCH_ALL", stranger, other.user()))).isEmpty();
        assertThat(found(agents("MATCH_NONE", other.user()))).containsExactly(plain);
        assertThat(connect.searchContacts(r -> r.instanceId(instance)
                                .timeRange(range -> range.type("INITIATION_TIMESTAMP")
                                        .startTime(begin.minusSeconds(60))
                                        .endTime(clock.instant()))
                                .searchCriteria(agents("MATCH_ANY", agent.user())))
                        .contacts()
                        .getFirst()
                        .routingCriteria())
                .isEqualTo(center.tenant().describe(preferred).routingCriteria());
    }

    private static Consumer<SearchCriteria.Builder> agents(@Nullable String match, String... ids) {
        return c -> c.routingCriteria(criteria ->
                criteria.steps(step -> step.agentCriteria(a -> a.agentIds(ids).matchType(match))));
    }
}
