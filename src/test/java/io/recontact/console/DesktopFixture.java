package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.TestPropertySource;

/** Agents at their desktops, over HTTP, and chats that wait for them. */
@TestPropertySource(properties = "recontact.console.stream-heartbeat=200ms")
abstract class DesktopFixture {

    static final String DESKTOP = "/console/desktop";

    /** Moves the contact to the queue of the quick connect. */
    private static final String TRANSFER = """
            {"Version": "2019-10-30", "StartAction": "queue", "Metadata": {}, "Actions": [
              {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
               "Transitions": {"NextAction": "leave", "Errors": [
                 {"ErrorType": "QueueAtCapacity", "NextAction": "leave"},
                 {"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
              {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}
            """;

    final Service.Calls calls;
    final QueuedChats waiting;
    People people;
    String queue;

    DesktopFixture(Service.Calls calls, QueuedChats waiting) {
        this.calls = calls;
        this.waiting = waiting;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
        people.inProfile("ada", "Agent");
        queue = AgentClient.basicQueue(people.tenant());
    }

    Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    Browser available(String username) {
        var browser = signedIn(username);
        setStatus(browser, "Available");
        return browser;
    }

    static void setStatus(Browser browser, String name) {
        var option = Pattern.compile("<option value=\"([^\"]+)\"[^>]*>" + name + "<")
                .matcher(browser.get(DESKTOP).body());
        assertThat(option.find()).isTrue();
        assertThat(target(browser.submit(DESKTOP, DESKTOP + "/status", Map.of("status", option.group(1)))))
                .isEqualTo(DESKTOP);
    }

    static String path(QueuedChats.Chat chat) {
        return DESKTOP + "/" + chat.contact();
    }

    /** Puts a new chat before the agent and accepts it. */
    QueuedChats.Chat accepted(Browser browser) {
        var chat = waiting.in(people.tenant(), queue);
        await().untilAsserted(
                        () -> assertThat(browser.get(DESKTOP + "/chats").body()).contains("accept-" + chat.contact()));
        assertThat(target(browser.submit(DESKTOP, path(chat) + "/accept", Map.of())))
                .isEqualTo(path(chat));
        return chat;
    }

    /** Creates a quick connect of the queue, which leads to another queue. */
    String quickConnect(String name, String target) {
        var tenant = people.tenant();
        var flow = tenant.connect()
                .createContactFlow(request -> request.instanceId(tenant.instance())
                        .name("Transfer")
                        .type("QUEUE_TRANSFER")
                        .content(TRANSFER))
                .contactFlowId();
        var quick = tenant.connect()
                .createQuickConnect(request -> request.instanceId(tenant.instance())
                        .name(name)
                        .quickConnectConfig(config -> config.quickConnectType("QUEUE")
                                .queueConfig(queueConfig ->
                                        queueConfig.queueId(target).contactFlowId(flow))))
                .quickConnectId();
        tenant.connect()
                .associateQueueQuickConnects(request ->
                        request.instanceId(tenant.instance()).queueId(queue).quickConnectIds(quick));
        return quick;
    }

    static void say(Browser browser, QueuedChats.Chat chat, String text) {
        var answer = browser.part(
                path(chat),
                path(chat) + "/messages",
                Map.of("text", text, "clientToken", UUID.randomUUID().toString()));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    static String after(String page) {
        var last = Pattern.compile("id=\"after\"[^>]*value=\"([^\"]*)\"").matcher(page);
        assertThat(last.find()).isTrue();
        return last.group(1);
    }
}
