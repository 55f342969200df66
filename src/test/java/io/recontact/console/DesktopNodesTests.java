package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.Node;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** A desktop that is open at another node than the one which its customer and the router use. */
@ServiceTest
class DesktopNodesTests {

    private static final String DESKTOP = "/console/desktop";

    private final Service.Calls calls;
    private final QueuedChats waiting;
    private final Environment environment;

    DesktopNodesTests(Service.Calls calls, QueuedChats waiting, Environment environment) {
        this.calls = calls;
        this.waiting = waiting;
        this.environment = environment;
    }

    @Test
    void hearsOfOffersAndMessagesOfAnotherNode() {
        var people = People.of(calls);
        var user = people.inProfile("ada", "Agent");
        var here = new Browser(calls.endpoint());
        here.signIn(people.alias(), "ada", People.PASSWORD);
        try (var node = Node.beside(environment)) {
            var there = here.at(node.endpoint());
            try (var stream = there.stream(DESKTOP + "/live")) {
                stream.next("agent");
                stream.forget();
                var tenant = people.tenant();
                var available = tenant
                        .connect()
                        .listAgentStatuses(request -> request.instanceId(tenant.instance()))
                        .agentStatusSummaryList()
                        .stream()
                        .filter(status -> status.name().equals("Available"))
                        .findFirst()
                        .orElseThrow()
                        .id();
                tenant.connect()
                        .putUserStatus(request -> request.instanceId(tenant.instance())
                                .userId(user)
                                .agentStatusId(available));
                stream.next("agent");
            }
            var chat = waiting.in(people.tenant(), AgentClient.basicQueue(people.tenant()));
            var path = DESKTOP + "/" + chat.contact();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(there.get(DESKTOP + "/chats").body()).contains("accept-" + chat.contact()));
            there.submit(DESKTOP, path + "/accept", Map.of());

            try (var stream = there.stream(DESKTOP + "/live?open=" + chat.contact())) {
                stream.next("items");
                stream.forget();
                chat.customer().say("Hello from the first node");
                stream.next("items");
                assertThat(there.get(path + "/items?after=").body()).contains("Hello from the first node");
            }
            there.part(
                    path,
                    path + "/messages",
                    Map.of(
                            "text",
                            "Hello back",
                            "clientToken",
                            UUID.randomUUID().toString()));
            assertThat(here.get(path).body()).contains("Hello back");
        }
    }
}
