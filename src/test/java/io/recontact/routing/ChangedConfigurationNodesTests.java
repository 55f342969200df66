package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.configuration.UserId;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AgentStatusState;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.HoursOfOperationOverrideConfig;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.QueueStatus;

/** A change on one node holds for the very next routing decision on another one. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of consumers as varargs
class ChangedConfigurationNodesTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final String queue;
    private final MutableClock clock;
    private final Environment environment;
    private ConfigurableApplicationContext other;
    private ConnectClient otherNode;
    private Service.Tenant there;

    @SuppressWarnings("NullAway") // set before the first test
    ChangedConfigurationNodesTests(ContactCenter center, MutableClock clock, Environment environment) {
        this.center = center;
        this.tenant = center.tenant();
        this.queue = AgentClient.newQueue(tenant);
        this.clock = clock;
        this.environment = environment;
    }

    /** The sweeps of the other node are as far away as the tests are long: it decides only when asked. */
    @BeforeAll
    void startTheOtherNode() {
        other = Node.inThisJvm(environment, List.of("recontact.routing.every=1h", "recontact.flows.every=1h"));
        otherNode = Service.client(Node.endpointOf(other), clock, Service.KEY_ID, Service.KEY_SECRET);
        there = new Service.Tenant(otherNode, tenant.instance(), tenant.flow());
    }

    @AfterAll
    void stopTheOtherNode() {
        otherNode.close();
        other.close();
    }

    private OfferMatcher matcher() {
        return other.getBean(OfferMatcher.class);
    }

    private static UserId id(AgentClient agent) {
        return new UserId(UUID.fromString(agent.user()));
    }

    private void assign(AgentClient agent, String profile) {
        tenant.connect()
                .updateUserRoutingProfile(r ->
                        r.instanceId(tenant.instance()).userId(agent.user()).routingProfileId(profile));
    }

    @Test
    void followsTheRoutingProfileOfAUser() {
        var without = AgentClient.profile(tenant, 1, 0, AgentClient.newQueue(tenant));
        var agent = center.hire(AgentClient.profile(tenant, 1, 0, queue), 0).available();
        assertThat(matcher().offerNext(id(agent))).isEmpty();

        assign(agent, without);
        center.waitingChat(queue);

        assertThat(matcher().offerNext(id(agent))).isEmpty();
        assertThat(agent.offers()).isEmpty();
    }

    @Test
    void followsTheQueuesOfARoutingProfile() {
        var mine = AgentClient.newQueue(tenant);
        var profile = AgentClient.profile(tenant, 1, 0, mine);
        var agent = center.hire(profile, 0).available();
        assertThat(matcher().offerNext(id(agent))).isEmpty();

        tenant.connect()
                .disassociateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                        .routingProfileId(profile)
                        .queueReferences(reference -> reference.queueId(mine).channel("CHAT")));
        center.waitingChat(mine);

        assertThat(matcher().offerNext(id(agent))).isEmpty();
        assertThat(agent.offers()).isEmpty();
    }

    @Test
    void followsTheStatusOfAQueue() {
        var disabled = AgentClient.newQueue(tenant);
        var tasks = new TaskCalls(there);
        tasks.in(disabled); // the other node has read the queue
        var flow = tasks.queueing(disabled);

        tenant.connect()
                .updateQueueStatus(
                        r -> r.instanceId(tenant.instance()).queueId(disabled).status(QueueStatus.DISABLED));
        var refused = tasks.start(flow);
        tasks.awaitAttribute(refused, "failed");
        assertThat(there.describe(refused).queueInfo()).isNull();

        tenant.connect()
                .updateQueueStatus(
                        r -> r.instanceId(tenant.instance()).queueId(disabled).status(QueueStatus.ENABLED));
        tasks.awaitQueued(tasks.start(flow));
    }

    /** A queue is closed when its hours are, which flows ask for. */
    @Test
    void followsTheHoursOfAQueue() {
        var hours = tenant.connect()
                .createHoursOfOperation(r -> r.instanceId(tenant.instance())
                        .name("always " + UUID.randomUUID())
                        .timeZone("UTC")
                        .config(List.of()))
                .hoursOfOperationId();
        var closable = tenant.connect()
                .createQueue(r -> r.instanceId(tenant.instance())
                        .name("q" + UUID.randomUUID())
                        .hoursOfOperationId(hours))
                .queueId();
        var tasks = new TaskCalls(there);
        var flow = tasks.flow(ContactFlowType.CONTACT_FLOW, """
                {"Version": "2019-10-30", "StartAction": "target", "Metadata": {}, "Actions": [
                  {"Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                   "Transitions": {"NextAction": "check",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "closed"}]}},
                  {"Identifier": "check", "Type": "CheckHoursOfOperation", "Parameters": {},
                   "Transitions": {"NextAction": "closed",
                     "Conditions": [
                       {"NextAction": "open", "Condition": {"Operator": "Equals", "Operands": ["True"]}},
                       {"NextAction": "closed", "Condition": {"Operator": "Equals", "Operands": ["False"]}}],
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "closed"}]}},
                  {"Identifier": "open", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"open": "yes"}},
                   "Transitions": {"NextAction": "leave",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "closed", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"closed": "yes"}},
                   "Transitions": {"NextAction": "leave",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""".formatted(closable));
        tasks.awaitAttribute(tasks.start(flow), "closed");
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var override = tenant.connect()
                .createHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(hours)
                        .name("special")
                        .config(HoursOfOperationOverrideConfig.builder()
                                .day(today.getDayOfWeek().name())
                                .startTime(time -> time.hours(0).minutes(0))
                                .endTime(time -> time.hours(23).minutes(59))
                                .build())
                        .effectiveFrom(today.toString())
                        .effectiveTill(today.toString()))
                .hoursOfOperationOverrideId();
        tasks.awaitAttribute(tasks.start(flow), "open");

        tenant.connect()
                .updateHoursOfOperationOverride(r -> r.instanceId(tenant.instance())
                        .hoursOfOperationId(hours)
                        .hoursOfOperationOverrideId(override)
                        .config(List.of()));

        tasks.awaitAttribute(tasks.start(flow), "closed");
    }

    @Test
    void followsTheStateOfAnAgentStatus() {
        var status = tenant.connect()
                .createAgentStatus(r -> r.instanceId(tenant.instance())
                        .name("Busy " + UUID.randomUUID())
                        .state(AgentStatusState.ENABLED))
                .agentStatusId();
        var agent = center.hire();
        there.connect()
                .putUserStatus(r ->
                        r.instanceId(tenant.instance()).userId(agent.user()).agentStatusId(status));

        tenant.connect()
                .updateAgentStatus(r ->
                        r.instanceId(tenant.instance()).agentStatusId(status).state(AgentStatusState.DISABLED));

        agent.available();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> there.connect()
                        .putUserStatus(r -> r.instanceId(tenant.instance())
                                .userId(agent.user())
                                .agentStatusId(status)));
        center.waitingContact();
        assertThat(agent.awaitOffer()).isNotEmpty();
    }

    @Test
    void followsTheSlotsOfARoutingProfile() {
        var mine = AgentClient.newQueue(tenant);
        var profile = AgentClient.profile(tenant, 2, 0, mine);
        var agent = center.hire(profile, 0).available();
        var first = center.waitingChat(mine).contact();
        assertThat(agent.acceptNext()).isEqualTo(first);

        tenant.connect()
                .updateRoutingProfileConcurrency(r -> r.instanceId(tenant.instance())
                        .routingProfileId(profile)
                        .mediaConcurrencies(one -> one.channel("CHAT").concurrency(1)));
        center.waitingChat(mine);

        assertThat(matcher().offerNext(id(agent))).isEmpty();
        assertThat(agent.offers()).isEmpty();
    }
}
