package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.Node;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node that starts later continues the work of another node. The node of the test does not sweep, and so stands for a
 * killed node. The other node uses the real time.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingNodesTests {

    private final Service.Tenant tenant;
    private final String queue;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final Environment environment;
    private final JdbcClient jdbc;
    private Node other;
    private QueuedChats.Chat queued;
    private QueuedChats.Chat offered;
    private QueuedChats.Chat worked;
    private AgentClient idle;
    private AgentClient crashed;
    private AgentClient busy;

    @SuppressWarnings("NullAway") // set before the first test
    RoutingNodesTests(
            Service.Calls calls, RawCalls raw, QueuedChats waiting, Environment environment, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.queue = AgentClient.basicQueue(tenant);
        this.raw = raw;
        this.waiting = waiting;
        this.environment = environment;
        this.jdbc = jdbc;
    }

    /** A contact that is offered, one with after-contact work, and one in a queue, when the other node starts. */
    @BeforeAll
    void createContactsForTheOtherNode() {
        crashed = AgentClient.hire(tenant, raw).available();
        offered = waiting.in(tenant, queue);
        crashed.awaitOffer();
        jdbc.sql("update agent set routable = false where user_id = :agent")
                .param("agent", UUID.fromString(crashed.user()))
                .update();

        busy = AgentClient.hire(tenant, raw, AgentClient.basicProfile(tenant), 1)
                .available();
        worked = waiting.in(tenant, queue);
        busy.acceptNext();
        busy.status("Offline");
        busy.end(worked.contact());

        idle = AgentClient.hire(tenant, raw);
        queued = waiting.in(tenant, idle.user());
        jdbc.sql("update agent_contact set due_at = now() - interval '1 second' where instance_id = :instance")
                .param("instance", UUID.fromString(tenant.instance()))
                .update();
        other = Node.beside(environment, "--recontact.routing.every=100ms");
    }

    @AfterAll
    void stopTheOtherNode() {
        other.close();
    }

    @Test
    void withdrawAnUnansweredOffer() {
        Awaitility.await().until(() -> crashed.stateOf(offered.contact()).equals("MISSED"));
    }

    @Test
    void endAfterContactWork() {
        Awaitility.await()
                .until(() -> tenant.describe(worked.contact()).agentInfo().afterContactWorkEndTimestamp() != null);
    }

    /** Simulates that the node that made the agent available was killed before it routed. */
    @Test
    void offerQueuedContacts() {
        jdbc.sql("""
                        insert into agent (user_id, instance_id, status_id, status_since, routable, idle_since)
                        select :agent, instance_id, id, now(), true, now()
                        from agent_status
                        where instance_id = :instance and name = 'Available'
                        """)
                .param("agent", UUID.fromString(idle.user()))
                .param("instance", UUID.fromString(tenant.instance()))
                .update();
        assertThat(idle.awaitOffer()).isEqualTo(queued.contact());
    }
}
