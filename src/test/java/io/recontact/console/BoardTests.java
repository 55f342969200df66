package io.recontact.console;

import static io.recontact.console.Browser.row;
import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.configuration.Permission;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wall board, and the status of agents that supervisors change on it. */
@ServiceTest
class BoardTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private final MutableClock clock;
    private People people;

    BoardTests(ContactCenter center, Service.Calls calls, MutableClock clock) {
        this.center = center;
        this.calls = calls;
        this.clock = clock;
    }

    @BeforeEach
    void setUp() {
        people = People.of(center.tenant());
        people.inProfile("grace", "CallCenterManager");
    }

    private Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    private String name(AgentClient agent) {
        return center.tenant()
                .connect()
                .describeUser(request ->
                        request.instanceId(center.tenant().instance()).userId(agent.user()))
                .user()
                .username();
    }

    @Test
    void showsQueuesAndAgentsOfThisMoment() {
        var agent = center.hire().available();
        var served = center.waitingContact();
        agent.accept(agent.awaitOffer());
        var other = AgentClient.newQueue(center.tenant());
        center.waitingChat(other);
        center.waitingChat(other);
        var grace = signedIn("grace");
        clock.advance(Duration.ofSeconds(90));

        var page = grace.get("/console/board").body();

        assertThat(page).contains("hx-get=\"/console/board/now?target=60\"", "id=\"total-waiting\">2<");
        // Waiting, oldest, in progress, staffed, available, service level, handled, abandoned.
        assertThat(row(page, "BasicQueue")).isEqualTo("BasicQueue 0 – 1 1 1 – 0 0");
        assertThat(row(page, queueName(other))).matches(".* 2 1 min 3\\d s 0 0 0 – 0 0");
        assertThat(row(page, name(agent)))
                .contains("Available for 1 min", "Chat 1 of 5", "4 free", "in progress for 1 min");
        assertThat(page).contains("/console/contacts/" + served);
        assertThat(grace.get("/console/board/now?target=300").body())
                .contains("id=\"total-waiting\">2<")
                .doesNotContain("<html", "<mark>");
    }

    private String queueName(String queue) {
        return center.tenant()
                .connect()
                .describeQueue(request ->
                        request.instanceId(center.tenant().instance()).queueId(queue))
                .queue()
                .name();
    }

    @Test
    void countsTheContactsOfToday() {
        clock.stopAt(Instant.parse("2026-03-04T12:00:00Z"));
        var agent = center.hire().available();
        center.waitingContact();
        var handled = agent.acceptNext();
        agent.status("Offline");
        var abandoned = center.waitingContact();
        clock.stopAt(Instant.parse("2026-03-04T12:02:00Z"));
        center.tenant().stop(handled);
        center.tenant().stop(abandoned);
        clock.stopAt(Instant.parse("2026-03-04T12:02:01Z"));
        var grace = signedIn("grace");

        assertThat(row(grace.get("/console/board").body(), "BasicQueue")).endsWith(" 50 % 1 1");
        assertThat(row(grace.get("/console/board?target=300").body(), "BasicQueue"))
                .endsWith(" 100 % 1 1");
        clock.stopAt(Instant.parse("2026-03-05T00:02:00Z"));
        assertThat(row(signedIn("grace").get("/console/board").body(), "BasicQueue"))
                .endsWith(" – 0 0");
    }

    @Test
    void supervisorsSetTheStatusOfAgents() {
        var agent = center.hire().available();
        var grace = signedIn("grace");
        var path = "/console/board/agents/" + agent.user();

        assertThat(grace.get(path).body()).contains(name(agent), "Available");
        assertThat(target(grace.submit(path, path + "/status", Map.of("status", status("Offline")))))
                .isEqualTo(path);

        assertThat(grace.get(path).body()).contains("Offline, without contacts");
        assertThat(grace.get("/console/board").body()).contains("All agents are offline");
    }

    @Test
    void anAgentWithContactsHasTheStatusAfterThem() {
        var agent = center.hire().available();
        center.waitingContact();
        agent.acceptNext();
        var grace = signedIn("grace");
        var path = "/console/board/agents/" + agent.user();

        grace.submit(path, path + "/status", Map.of("status", status("Offline")));

        assertThat(grace.get("/console/board").body()).contains("then Offline");
    }

    @Test
    void refusesStatusesThatDoNotExist() {
        var agent = center.hire().available();
        var grace = signedIn("grace");
        var path = "/console/board/agents/" + agent.user();
        for (var status : new String[] {"", "x", UUID.randomUUID().toString()}) {
            var answer = grace.submit(path, path + "/status", Map.of("status", status));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"", "name=\"status\"");
        }
        assertThat(agent.data().status().statusName()).isEqualTo("Available");
        assertThat(grace.get("/console/board?target=61").statusCode()).isEqualTo(400);
    }

    @Test
    void agentsOfOtherInstancesDoNotExist() {
        people.user("eve", all());
        var eve = signedIn("eve");
        var other = People.of(calls);
        var agent = other.user("zoe");
        var path = "/console/board/agents/" + agent;

        assertThat(eve.get(path).statusCode()).isEqualTo(404);
        assertThat(eve.submit("/console/password", path + "/status", Map.of("status", status("Available")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(eve.get("/console/board").body()).doesNotContain("zoe");
    }

    @Test
    void whoMayOnlyWatchHasNoFormAndNoLinksToContacts() {
        var agent = center.hire().available();
        var contact = center.waitingContact();
        agent.acceptNext();
        people.user("ivy", Permission.REAL_TIME_METRICS.permission());
        var ivy = signedIn("ivy");

        assertThat(ivy.get("/console/board/agents/" + agent.user()).body())
                .contains("Available")
                .doesNotContain("Change the status", contact);
        assertThat(ivy.get("/console/board").body()).doesNotContain("/console/contacts");
    }

    @Test
    void runsNoTextOfAPerson() {
        var text = "<script>alert(1)</script>";
        center.tenant()
                .connect()
                .updateQueueName(request -> request.instanceId(center.tenant().instance())
                        .queueId(center.queue())
                        .name(text));
        var agent = center.hire().available();
        center.tenant()
                .connect()
                .updateUserIdentityInfo(
                        request -> request.instanceId(center.tenant().instance())
                                .userId(agent.user())
                                .identityInfo(identity ->
                                        identity.firstName("<img src=x>").lastName(text)));
        var grace = signedIn("grace");
        for (var path :
                new String[] {"/console/board", "/console/board/now", "/console/board/agents/" + agent.user()}) {
            assertThat(grace.get(path).body()).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
        }
    }

    private String status(String name) {
        return center
                .tenant()
                .connect()
                .listAgentStatuses(request -> request.instanceId(center.tenant().instance()))
                .agentStatusSummaryList()
                .stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String[] all() {
        return java.util.Arrays.stream(Permission.values())
                .map(Permission::permission)
                .toArray(String[]::new);
    }
}
