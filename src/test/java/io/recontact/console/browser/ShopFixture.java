package io.recontact.console.browser;

import io.recontact.console.People;
import io.recontact.testing.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;

/** The shop of the README with its two agents, a quick connect to each, and the chat widget. */
@TestPropertySource(
        properties = {
            "recontact.seed=docs/examples/seed",
            "recontact.widget.enabled=true",
            "recontact.widget.instance-id=" + ShopFixture.INSTANCE,
            "recontact.widget.contact-flow-id=" + ShopFixture.FLOW,
            "recontact.widget.starts-at-once=100",
            "recontact.console.stream-heartbeat=1s",
        })
abstract class ShopFixture {

    static final String ALIAS = "shop";
    static final String INSTANCE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01";
    static final String FLOW = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02";
    static final String GRACE = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a03";
    static final String ALAN = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a04";

    /** Transfers to the agent of the quick connect. */
    private static final String TRANSFER = """
            {
              "Version": "2019-10-30",
              "StartAction": "queue",
              "Actions": [
                {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
                 "Transitions": {"NextAction": "end", "Errors": [
                   {"NextAction": "end", "ErrorType": "QueueAtCapacity"},
                   {"NextAction": "end", "ErrorType": "NoMatchingError"}]}},
                {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
              ]
            }
            """;

    final Service.Calls calls;
    final ConnectClient connect;
    final People people;

    ShopFixture(Service.Calls calls) {
        this.calls = calls;
        this.connect = calls.connect();
        this.people = new People(connect, INSTANCE, ALIAS, FLOW);
    }

    @BeforeEach
    void connectAgents() {
        var queues = connect.listQueues(request -> request.instanceId(INSTANCE).queueTypesWithStrings("STANDARD"))
                .queueSummaryList();
        if (!connect.listQueueQuickConnects(request ->
                        request.instanceId(INSTANCE).queueId(queues.getFirst().id()))
                .quickConnectSummaryList()
                .isEmpty()) {
            return;
        }
        var flow = connect.createContactFlow(request -> request.instanceId(INSTANCE)
                        .name("To an agent")
                        .type("AGENT_TRANSFER")
                        .content(TRANSFER))
                .contactFlowId();
        var both = List.of(quickConnect("Grace", GRACE, flow), quickConnect("Alan", ALAN, flow));
        queues.forEach(queue -> connect.associateQueueQuickConnects(
                request -> request.instanceId(INSTANCE).queueId(queue.id()).quickConnectIds(both)));
    }

    private String quickConnect(String name, String user, String flow) {
        return connect.createQuickConnect(request -> request.instanceId(INSTANCE)
                        .name(name)
                        .quickConnectConfig(config -> config.quickConnectType("USER")
                                .userConfig(to -> to.userId(user).contactFlowId(flow))))
                .quickConnectId();
    }

    /** Ends all chats, and the agents go offline, because the tests share them. */
    @AfterEach
    void closeTheShop(@Autowired Clock clock) {
        var now = clock.instant();
        connect
                .searchContactsPaginator(request -> request.instanceId(INSTANCE)
                        .timeRange(range -> range.type("INITIATION_TIMESTAMP")
                                .startTime(now.minus(Duration.ofDays(1)))
                                .endTime(now.plus(Duration.ofDays(1)))))
                .contacts()
                .stream()
                .filter(contact -> contact.disconnectTimestamp() == null)
                .forEach(contact -> unlessGone(() -> people.tenant().stop(contact.id())));
        var offline =
                connect.listAgentStatuses(request -> request.instanceId(INSTANCE)).agentStatusSummaryList().stream()
                        .filter(status -> status.name().equals("Offline"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        for (var agent : List.of(GRACE, ALAN)) {
            connect
                    .getCurrentUserData(
                            request -> request.instanceId(INSTANCE).filters(filters -> filters.agents(agent)))
                    .userDataList()
                    .stream()
                    .flatMap(data -> data.contacts().stream())
                    .forEach(contact -> unlessGone(() -> connect.dismissUserContact(request ->
                            request.instanceId(INSTANCE).userId(agent).contactId(contact.contactId()))));
            connect.putUserStatus(
                    request -> request.instanceId(INSTANCE).userId(agent).agentStatusId(offline));
        }
    }

    /** A chat may end by itself, and its agent may clear it, in the same moment. */
    private static void unlessGone(Runnable call) {
        try {
            call.run();
        } catch (ConnectException _) {
            // It is as the test wants it.
        }
    }

    /** Signs an agent of the shop in, and opens the desktop. */
    static AgentDesk desk(Chromium browser, String name) {
        browser.signInAs(ALIAS, name + "@example.com", name + "-of-the-shop-1");
        browser.open("/console/desktop");
        return new AgentDesk(browser);
    }

    /** Signs a new administrator in. */
    void administrator(Chromium browser, String username) {
        people.inProfile(username, "Admin");
        browser.signInAs(ALIAS, username, People.PASSWORD);
    }

    /** A chat that an agent has accepted. */
    static WidgetFrame chat(Chromium customer, AgentDesk agent) {
        agent.status("Available");
        var widget = WidgetFrame.open(customer);
        widget.start("Ada");
        widget.awaitText("Welcome to the shop");
        agent.accept();
        return widget;
    }
}
