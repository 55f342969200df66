package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.UserId;
import io.recontact.testing.AgentClient;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The next status of an agent who gets another contact while a transaction waits to apply that status. */
@ServiceTest
class WaitingStatusTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final RowLocks locks;
    private final QueuedChats waiting;
    private final AgentService agents;
    private final RoutingDataService routing;
    private final JdbcClient jdbc;

    WaitingStatusTests(
            Service.Calls calls,
            RawCalls raw,
            RowLocks locks,
            QueuedChats waiting,
            AgentService agents,
            RoutingDataService routing,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.locks = locks;
        this.waiting = waiting;
        this.agents = agents;
        this.routing = routing;
        this.jdbc = jdbc;
    }

    @Test
    void doesNotFollowWhenAnotherContactArrivesMeanwhile() {
        var queue = AgentClient.basicQueue(tenant);
        var agent = AgentClient.hire(tenant, raw).available();
        waiting.in(tenant, queue);
        agent.acceptNext();
        agent.status("Offline");
        var next = waiting.in(tenant, queue).contact();
        // Simulates a node that cleared the contact and was stopped before it applied the next status.
        jdbc.sql("delete from agent_contact where agent_id = :agent")
                .param("agent", UUID.fromString(agent.user()))
                .update();

        locks.holding(
                "agent",
                "user_id",
                agent.user(),
                () -> {
                    agents.enterNextStatus(new UserId(UUID.fromString(agent.user())));
                    return null;
                },
                () -> routing.offer(
                        new InstanceId(UUID.fromString(tenant.instance())),
                        new ContactId(UUID.fromString(next)),
                        new UserId(UUID.fromString(agent.user()))));

        assertThat(agent.offers()).containsExactly(next);
        assertThat(agent.data().nextStatus()).as("it is still to follow").isEqualTo("Offline");
    }
}
