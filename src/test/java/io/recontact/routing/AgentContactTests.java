package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.jayway.jsonpath.JsonPath;
import io.recontact.api.SessionId;
import io.recontact.chat.participant.IdleTimerService;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.RefusedCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.ParticipantTimerConfiguration;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import tools.jackson.databind.json.JsonMapper;

/** Agents accept, reject, transfer, end and dismiss contacts. */
@ServiceTest
class AgentContactTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final String queue;
    private final RawCalls raw;
    private final Router router;
    private final IdleTimerService timers;
    private final MutableClock clock;

    AgentContactTests(ContactCenter center, Router router, IdleTimerService timers, MutableClock clock) {
        this.center = center;
        this.calls = center.calls();
        this.tenant = center.tenant();
        this.queue = center.queue();
        this.raw = center.raw();
        this.router = router;
        this.timers = timers;
        this.clock = clock;
    }

    private static List<String> said(Participant participant) {
        return participant.everything().stream()
                .map(item -> item.content() == null
                        ? "%s %s"
                                .formatted(
                                        item.participantRoleAsString(),
                                        item.contentType()
                                                .substring(item.contentType().indexOf("event.") + 6))
                        : item.participantRoleAsString() + ": " + item.content())
                .toList();
    }

    @Test
    void connectsAnAgentWhoAcceptsWithTheCustomer() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        var socket = chat.customer().subscribe();
        agent.awaitOffer();
        var atDesk = calls.participant(agent.accept(chat.contact()));
        var joined = socket.awaitEvent("participant.joined");
        assertThat(joined.path("ParticipantRole").asString()).isEqualTo("AGENT");
        assertThat(joined.path("DisplayName").asString()).isEqualTo("Grace");
        atDesk.say("What can I do for you?");
        socket.awaitMessage("What can I do for you?");
        chat.customer().say("Nothing");
        assertThat(said(atDesk)).endsWith("AGENT: What can I do for you?", "CUSTOMER: Nothing");
    }

    @Test
    void describesQueueAndAgent() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        var queued = tenant.describe(chat.contact());
        assertThat(queued.queueInfo().id()).isEqualTo(queue);
        assertThat(queued.queueInfo().enqueueTimestamp())
                .isAfterOrEqualTo(queued.connectedToSystemTimestamp())
                .isEqualTo(queued.lastUpdateTimestamp());
        assertThat(queued.agentInfo()).isNull();
        clock.advance(Duration.ofSeconds(3));
        agent.awaitOffer();
        agent.accept(chat.contact());
        var accepted = tenant.describe(chat.contact());
        assertThat(accepted.queueInfo()).isEqualTo(queued.queueInfo());
        assertThat(accepted.agentInfo().id()).isEqualTo(agent.user());
        assertThat(accepted.agentInfo().connectedToAgentTimestamp())
                .isEqualTo(accepted.agentInfo().acceptedByAgentTimestamp())
                .isAfterOrEqualTo(queued.queueInfo().enqueueTimestamp().plusSeconds(3))
                .isEqualTo(accepted.lastUpdateTimestamp());
        assertThat(accepted.agentInfo().afterContactWorkStartTimestamp()).isNull();
    }

    @Test
    void answersARepeatedAcceptLikeTheFirst() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.awaitOffer();
        assertThat(agent.accept(chat.contact())).isEqualTo(agent.accept(chat.contact()));
        assertThat(chat.customer().everything().stream().filter(item -> "AGENT".equals(item.participantRoleAsString())))
                .hasSize(1);
    }

    @Test
    void transfersAContactToAQueue() {
        var first = center.hire().available();
        var chat = center.waitingChat();
        tenant.connect()
                .updateContactAttributes(r -> r.instanceId(tenant.instance())
                        .initialContactId(chat.contact())
                        .attributes(Map.of("plan", "gold")));
        first.awaitOffer();
        var desk = calls.participant(first.accept(chat.contact()));
        first.status("Offline");
        clock.advance(Duration.ofSeconds(5));
        var next = first.transferToQueue(chat.contact(), queue);

        var before = tenant.describe(chat.contact());
        assertThat(before.disconnectTimestamp()).isNotNull();
        assertThat(before.disconnectReason()).isNull();
        var waits = tenant.describe(next);
        assertThat(waits.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(waits.previousContactId()).isEqualTo(chat.contact());
        assertThat(waits.initialContactId()).isEqualTo(chat.contact());
        assertThat(waits.initiationTimestamp()).isEqualTo(before.disconnectTimestamp());
        assertThat(waits.queueInfo().id()).isEqualTo(queue);
        assertThat(waits.agentInfo()).isNull();
        assertThat(waits.disconnectTimestamp()).isNull();
        assertThat(tenant.attributes(next)).containsEntry("plan", "gold");

        // The customer keeps the tokens and the participant.
        chat.customer().say("Is anybody there?");
        var second = center.hire().available();
        assertThat(second.awaitOffer()).isEqualTo(next);
        var secondDesk = calls.participant(second.accept(next));
        secondDesk.say("I am");
        assertThat(said(chat.customer()))
                .containsExactly(
                        "CUSTOMER participant.joined",
                        "AGENT participant.joined",
                        "AGENT participant.left",
                        "AGENT transfer.succeeded",
                        "CUSTOMER: Is anybody there?",
                        "AGENT participant.joined",
                        "AGENT: I am");
        var items = chat.customer().everything();
        assertThat(items.subList(0, 4)).extracting(Item::contactId).containsOnly(chat.contact());
        assertThat(items.subList(4, 7)).extracting(Item::contactId).containsOnly(next);
        assertThat(items.stream()
                        .filter(item -> "CUSTOMER".equals(item.participantRoleAsString()))
                        .map(Item::participantId)
                        .distinct())
                .hasSize(1);
        RefusedCalls.assertDenied(() -> desk.say("I am gone"));
    }

    /** "Timers run only while an agent and the customer are connected." */
    @Test
    void stopsIdleTimersWhileACustomerWaitsForAnAgent() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        var timersOfCustomer = Stream.of("IDLE", "DISCONNECT_NONCUSTOMER")
                .map(type -> ParticipantTimerConfiguration.builder()
                        .participantRole("CUSTOMER")
                        .timerType(type)
                        .timerValue(value -> value.participantTimerDurationInMinutes(2))
                        .build())
                .toList();
        tenant.connect()
                .updateParticipantRoleConfig(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contact())
                        .channelConfiguration(
                                c -> c.chat(chats -> chats.participantTimerConfigList(timersOfCustomer))));
        agent.acceptNext();
        agent.status("Offline");
        var next = agent.transferToQueue(chat.contact(), queue);
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(2));
            timers.check(new SessionId(UUID.fromString(chat.contact())));
        }
        assertThat(tenant.describe(next).disconnectTimestamp()).isNull();
        assertThat(tenant.describe(next).queueInfo().id()).isEqualTo(queue);
    }

    @Test
    void admitsARoutedAgentBesideInvitedOnes() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        for (int i = 0; i < 5; i++) {
            tenant.invite(chat.contact(), "AGENT");
        }
        agent.awaitOffer();
        assertThat(agent.accept(chat.contact())).isNotBlank();
    }

    @Test
    void keepsTheWebsocketOfTheCustomerThroughATransfer() {
        var first = center.hire().available();
        var chat = center.waitingChat();
        var socket = chat.customer().subscribe();
        first.awaitOffer();
        first.accept(chat.contact());
        var second = center.hire().available();
        var next = first.transferTo(chat.contact(), second);
        socket.awaitEvent("transfer.succeeded");
        assertThat(second.awaitOffer()).isEqualTo(next);
        var desk = calls.participant(second.accept(next));
        desk.say("Still there?");
        var heard = socket.awaitMessage("Still there?");
        assertThat(heard.path("ContactId").asString()).isEqualTo(next);
        assertThat(heard.path("InitialContactId").asString()).isEqualTo(chat.contact());
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void transfersAContactToOneAgentOnly() {
        var first = center.hire().available();
        var chat = center.waitingChat();
        first.acceptNext();
        var other = center.hire().available();
        var target = center.hire();
        var next = first.transferTo(chat.contact(), target);
        router.sweep();
        assertThat(other.offers()).isEmpty();
        assertThat(target.available().awaitOffer()).isEqualTo(next);
    }

    @Test
    void keepsAContactWithItsAgentWhenTheQueueIsFull() {
        var full = tenant.newQueue("small", 1);
        center.waitingChat(full);
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        var before = said(chat.customer());
        var answer = agent.tryTransfer(chat.contact(), "{\"QueueId\":\"%s\"}".formatted(full));
        assertProblem(answer, 409, "ConflictException");
        assertThat(agent.stateOf(chat.contact())).isEqualTo("CONNECTED");
        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNull();
        var after = new ArrayList<>(before);
        after.add("AGENT transfer.failed");
        assertThat(said(chat.customer())).isEqualTo(after);
    }

    @Test
    void endsTheChatWhenItsAgentLeavesWithoutADisconnectFlow() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        agent.end(chat.contact());
        var contact = tenant.describe(chat.contact());
        assertThat(contact.disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        RefusedCalls.assertDenied(() -> chat.customer().say("Hello?"));
    }

    @Test
    void keepsAfterContactWorkUntilTheAgentCompletesIt() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        chat.customer().disconnect();
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        var ended = tenant.describe(chat.contact());
        assertThat(ended.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(ended.agentInfo().afterContactWorkStartTimestamp())
                .isCloseTo(ended.disconnectTimestamp(), within(1, ChronoUnit.SECONDS));
        assertThat(ended.agentInfo().afterContactWorkEndTimestamp()).isNull();
        clock.advance(Duration.ofSeconds(42));
        agent.clear(chat.contact());
        var done = tenant.describe(chat.contact());
        assertThat(done.agentInfo().afterContactWorkDuration()).isBetween(42, 50);
        assertThat(done.agentInfo().afterContactWorkEndTimestamp())
                .isAfterOrEqualTo(
                        done.agentInfo().afterContactWorkStartTimestamp().plusSeconds(42));
        assertThat(agent.stateOf(chat.contact())).isEmpty();
    }

    @Test
    void endsAfterContactWorkAtItsTimeLimit() {
        var agent = center.hire(AgentClient.basicProfile(tenant), 30).available();
        var chat = center.waitingChat();
        agent.acceptNext();
        agent.end(chat.contact());
        clock.advance(Duration.ofSeconds(29));
        router.sweep();
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        clock.advance(Duration.ofSeconds(2));
        router.sweep();
        assertThat(agent.stateOf(chat.contact())).isEmpty();
        assertThat(tenant.describe(chat.contact()).agentInfo().afterContactWorkEndTimestamp())
                .isNotNull();
    }

    /** A raw call, because the SDK of these tests does not know the member. */
    @Test
    void usesTheAfterContactWorkLimitOfTheChannel() {
        var profile = tenant.connect()
                .listSecurityProfiles(r -> r.instanceId(tenant.instance()))
                .securityProfileSummaryList()
                .getFirst()
                .id();
        var created = raw.put("/users/" + tenant.instance(), """
                {"Username": "chatty", "Password": "Passw0rd!", "IdentityInfo": {"FirstName": "Ada", "LastName": "L"},
                 "SecurityProfileIds": ["%s"], "RoutingProfileId": "%s",
                 "PhoneConfig": {"PhoneType": "SOFT_PHONE", "AfterContactWorkTimeLimit": 3000},
                 "AfterContactWorkConfigs": [
                     {"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 2000}},
                     {"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 30}}]}
                """.formatted(profile, AgentClient.basicProfile(tenant)));
        var agent = new AgentClient(tenant, raw, JsonPath.read(created.body(), "$.UserId")).available();
        var chat = center.waitingChat();
        agent.acceptNext();
        agent.end(chat.contact());
        clock.advance(Duration.ofSeconds(29));
        router.sweep();
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        clock.advance(Duration.ofSeconds(2));
        router.sweep();
        assertThat(agent.stateOf(chat.contact())).isEmpty();
    }

    @Test
    void startsAfterContactWorkAfterDisconnectParticipant() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.awaitOffer();
        calls.participant(agent.accept(chat.contact())).disconnect();
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
    }

    @Test
    void endsTheIdleChatOfAnAgent() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        tenant.stop(chat.contact());
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        assertProblem(agent.post(chat.contact(), "end", ""), 409, "ConflictException");
        assertProblem(
                agent.tryTransfer(chat.contact(), "{\"QueueId\":\"%s\"}".formatted(queue)), 409, "ConflictException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject", "end", "clear"})
    void refusesContactsOfOtherAgents(String action) {
        var agent = center.hire();
        assertProblem(agent.post(UUID.randomUUID().toString(), action, ""), 404, "ResourceNotFoundException");
        assertProblem(agent.post("nonsense", action, ""), 400, "InvalidParameterException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | InvalidRequestException",
                "{\"QueueId\":\"x\"}                   | InvalidParameterException",
                "{\"UserId\":\"x\"}                    | InvalidParameterException",
                "{\"QueueId\":\"x\",\"UserId\":\"x\"}  | InvalidRequestException",
                "[]                                    | InvalidRequestException",
                "{                                     | InvalidRequestException",
            })
    void refusesTransfersWithoutATarget(String body, String code) {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        assertProblem(agent.tryTransfer(chat.contact(), body), 400, code);
        assertThat(agent.stateOf(chat.contact())).isEqualTo("CONNECTED");
    }

    @Test
    void refusesTransfersToTheAgentItselfAndUnknownTargets() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        assertProblem(
                agent.tryTransfer(chat.contact(), "{\"UserId\":\"%s\"}".formatted(agent.user())),
                400,
                "InvalidRequestException");
        for (var member : List.of("QueueId", "UserId")) {
            assertProblem(
                    agent.tryTransfer(chat.contact(), "{\"%s\":\"%s\"}".formatted(member, UUID.randomUUID())),
                    404,
                    "ResourceNotFoundException");
        }
    }

    @Test
    void identifiesAnAgentByItsId() {
        var agent = center.hire();
        var path = "/agent/v1/instances/%s/agents/%s".formatted(tenant.instance(), agent.user());
        assertThat(raw.get(path).body())
                .isEqualTo("{\"UserId\":\"%s\",\"Contacts\":[],\"MonitoredContacts\":[]}".formatted(agent.user()));
        agent.available();
        var chat = center.waitingChat();
        agent.acceptNext();
        var told = new JsonMapper().readTree(raw.get(path).body());
        assertThat(told.path("AgentStatusId").asString()).isNotBlank();
        assertThat(told.at("/Contacts/0/ContactId").asString()).isEqualTo(chat.contact());
        assertThat(told.at("/Contacts/0/AgentContactState").asString()).isEqualTo("CONNECTED");
        assertProblem(
                raw.get("/agent/v1/instances/%s/agents/%s".formatted(tenant.instance(), UUID.randomUUID())),
                404,
                "ResourceNotFoundException");
        assertProblem(
                raw.get("/agent/v1/instances/%s/agents/%s".formatted(UUID.randomUUID(), agent.user())),
                404,
                "ResourceNotFoundException");
        assertProblem(raw.get(path + "/offers?wait=26"), 400, "InvalidParameterException");
        assertProblem(raw.get(path + "/offers?wait=x"), 400, "InvalidParameterException");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("type").asString()).isEqualTo("about:blank");
    }

    /** A raw call, because the SDK of these tests does not know the operation. */
    private AgentClient accepting(String channel) {
        var agent = center.hire();
        var answer = raw.post("/users/%s/%s/config".formatted(tenant.instance(), agent.user()), """
                {"AutoAcceptConfigs": [
                    {"Channel": "VOICE", "AutoAccept": true}, {"Channel": "%s", "AutoAccept": true}]}
                """.formatted(channel));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return agent;
    }

    private static void awaitConnected(AgentClient agent, String contact) {
        Awaitility.await().until(() -> agent.stateOf(contact).equals("CONNECTED"));
    }

    @Test
    void connectsAnAgentWhoAcceptsChatsAutomatically() {
        var agent = accepting("CHAT").available();

        var chat = center.waitingChat();

        awaitConnected(agent, chat.contact());
        assertThat(tenant.describe(chat.contact()).agentInfo().id()).isEqualTo(agent.user());
        var participant = calls.participant(agent.accept(chat.contact()));
        participant.say("I am here already");
        assertThat(chat.customer().everything()).extracting(Item::content).contains("I am here already");
    }

    @Test
    void connectsAnAgentWhoAcceptsTasksAutomatically() {
        var agent = accepting("TASK").available();
        var chat = center.waitingContact();
        assertThat(agent.awaitOffer()).isEqualTo(chat);

        var task = center.tasks().in(center.queue());

        awaitConnected(agent, task);
        assertThat(agent.stateOf(chat)).isEqualTo("CONNECTING");
    }

    @Test
    void acceptsAnAssociatedContactAutomatically() {
        var agent = accepting("CHAT").status("Offline");
        var chat = center.waitingContact();

        tenant.connect()
                .associateContactWithUser(
                        r -> r.instanceId(tenant.instance()).contactId(chat).userId(agent.user()));

        awaitConnected(agent, chat);
    }

    /** Simulates a node that was killed between the offer and the acceptance. */
    @Test
    void acceptsWhatAStoppedNodeOffered() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        assertThat(agent.awaitOffer()).isEqualTo(chat);
        raw.post("/users/%s/%s/config".formatted(tenant.instance(), agent.user()), """
                {"AutoAcceptConfigs": [{"Channel": "CHAT", "AutoAccept": true}]}
                """);

        router.sweep();

        assertThat(agent.stateOf(chat)).isEqualTo("CONNECTED");
    }
}
