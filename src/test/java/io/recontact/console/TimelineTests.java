package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.MutableClock;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The timeline on the page of a contact: steps of flows, and offers to agents. */
@ServiceTest
@TestPropertySource(properties = "recontact.routing.every=200ms")
class TimelineTests extends DesktopFixture {

    private static final String QUEUEING = """
            {"Version": "2019-10-30", "StartAction": "greet", "Metadata": {}, "Actions": [
              {"Identifier": "greet", "Type": "MessageParticipant", "Parameters": {"Text": "Hello"},
               "Transitions": {"NextAction": "plan", "Errors": [
                 {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
              {"Identifier": "plan", "Type": "Compare", "Parameters": {"ComparisonValue": "$.Attributes.plan"},
               "Transitions": {"NextAction": "end", "Conditions": [
                 {"NextAction": "target", "Condition": {"Operator": "Equals", "Operands": ["<b>gold</b>"]}}],
                "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "end"}]}},
              {"Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "{queue}"},
               "Transitions": {"NextAction": "queue", "Errors": [
                 {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
              {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
               "Transitions": {"NextAction": "end", "Errors": [
                 {"ErrorType": "QueueAtCapacity", "NextAction": "end"},
                 {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
              {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
            """;

    private final MutableClock clock;

    TimelineTests(Service.Calls calls, QueuedChats waiting, MutableClock clock) {
        super(calls, waiting);
        this.clock = clock;
    }

    /** The moments of a timeline and their steps, without times. */
    private static List<String> timeline(String page) {
        var list = Pattern.compile("<ol class=\"timeline\">(.*?)</section>", Pattern.DOTALL)
                .matcher(page);
        assertThat(list.find()).isTrue();
        return Pattern.compile(
                        "<li[^>]*>\\s*<(?:details|span|a)[^>]*>(?:\\s*<summary>)?(.*?)(?=<li|<small|<time|$)",
                        Pattern.DOTALL)
                .matcher(list.group(1))
                .results()
                .map(moment -> moment.group(1)
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    @Test
    void hasTheStepsOfTheFlowAndTheOffersToAgents() {
        people.inProfile("boss", "CallCenterManager");
        people.inProfile("bob", "Agent");
        people.inProfile("carol", "Agent");
        var boss = signedIn("boss");
        var tenant = people.tenant();
        var flow = tenant.connect()
                .createContactFlow(request -> request.instanceId(tenant.instance())
                        .name("Inbound <i>")
                        .type("CONTACT_FLOW")
                        .content(QUEUEING.replace("{queue}", queue)))
                .contactFlowId();
        available("ada");
        var contact = tenant.start(request -> request.contactFlowId(flow).attributes(Map.of("plan", "<b>gold</b>")));
        calls.joined(contact.participantToken());
        var page = "/console/contacts/" + contact.contactId();
        awaitMoment(boss, page, "Offered to ada");
        clock.advance(Duration.ofSeconds(20));
        awaitMoment(boss, page, "Missed by ada");

        var bob = available("bob");
        awaitMoment(boss, page, "Offered to bob");
        var chat = DESKTOP + "/" + contact.contactId();
        bob.submit(DESKTOP, chat + "/reject", Map.of());
        var carol = available("carol");
        awaitMoment(boss, page, "Offered to carol");
        carol.submit(DESKTOP, chat + "/accept", Map.of());
        carol.submit(chat, chat + "/end", Map.of());
        carol.submit(chat, chat + "/complete", Map.of());

        var body = boss.get(page).body();
        assertThat(timeline(body))
                .containsSubsequence(
                        "Flow Inbound &lt;i&gt;: 4 steps",
                        "MessageParticipant greet",
                        "Compare plan → Equals &lt;b&gt;gold&lt;/b&gt;",
                        "UpdateContactTargetQueue target",
                        "TransferContactToQueue queue",
                        "Offered to ada",
                        "Missed by ada",
                        "Offered to bob",
                        "Rejected by bob",
                        "Offered to carol",
                        "Accepted by carol",
                        "After-contact work ended")
                .containsOnlyOnce("Accepted by carol")
                .startsWith("Initiated");
        ContactPagesTests.assertNothingRuns("the timeline", body);
    }

    private static void awaitMoment(Browser browser, String page, String moment) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(timeline(browser.get(page).body())).contains(moment));
    }
}
