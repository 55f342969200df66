package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Interactive messages in transcripts, and the views that they show. */
@ServiceTest
class ContactViewPagesTests extends DesktopFixture {

    private static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    private static final String HOSTILE = "<script>alert(1)</script>";

    private final JdbcClient jdbc;

    ContactViewPagesTests(Service.Calls calls, QueuedChats waiting, JdbcClient jdbc) {
        super(calls, waiting);
        this.jdbc = jdbc;
    }

    /** Starts a chat whose flow shows a view, and waits until it does. */
    private QueuedChats.Chat showing() {
        var tenant = people.tenant();
        var view = tenant.connect()
                .createView(request -> request.instanceId(tenant.instance())
                        .name("view " + UUID.randomUUID())
                        .status("PUBLISHED")
                        .content(content ->
                                content.template("""
                                {"Head": {"Title": "$.Heading"}, "Body": [{"Type": "Container", "Content": [
                                  {"Type": "FormInput", "Props": {"Label": "%s"}, "Content": ["$.Text"]}]}]}
                                """.formatted(HOSTILE)).actions("Submit", "Cancel")))
                .view()
                .id();
        var flow = tenant.connect()
                .createContactFlow(request -> request.instanceId(tenant.instance())
                        .name("flow " + UUID.randomUUID())
                        .type("CONTACT_FLOW")
                        .content("""
                                {"Version": "2019-10-30", "StartAction": "show", "Metadata": {}, "Actions": [
                                  {"Identifier": "show", "Type": "ShowView", "Parameters": {
                                     "ViewResource": {"Id": "%s"}, "InvocationTimeLimitSeconds": "400",
                                     "ViewData": {"Heading": "Hi $.Attributes.name", "Text": "Order 7 %s"}},
                                   "Transitions": {"NextAction": "end", "Conditions": [
                                     {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["Submit"]}}],
                                    "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "end"},
                                     {"ErrorType": "TimeLimitExceeded", "NextAction": "end"},
                                     {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                                  {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {},
                                   "Transitions": {}}]}
                                """.formatted(view, HOSTILE)))
                .contactFlowId();
        var started = tenant.start(chat -> chat.contactFlowId(flow)
                .supportedMessagingContentTypes("text/plain", INTERACTIVE, INTERACTIVE + ".response")
                .attributes(Map.of("name", "Ada")));
        var customer = calls.joined(started.participantToken());
        await().untilAsserted(() ->
                assertThat(customer.everything()).anyMatch(item -> INTERACTIVE.equals(item.contentType())));
        return new QueuedChats.Chat(started.contactId(), customer);
    }

    private static String link(String page) {
        var link = Pattern.compile("href=\"([^\"]+/views/[^\"]+)\"").matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1);
    }

    private static void assertShowsTheView(String page) {
        assertThat(page).contains("<h2>Hi Ada</h2>", "FormInput", "Order 7 &lt;script&gt;", "<li>Submit</li>");
        ContactPagesTests.assertNothingRuns("the view", page);
    }

    @Test
    void opensTheViewOfAMessageOnThePageOfTheContact() {
        people.inProfile("boss", "CallCenterManager");
        var boss = signedIn("boss");
        var chat = showing();
        var page = boss.get("/console/contacts/" + chat.contact()).body();
        assertThat(page).contains("ViewResource", "<dt>Heading</dt><dd>Hi Ada</dd>");
        var link = link(page);

        assertShowsTheView(boss.get(link).body());

        var item = link.substring(link.lastIndexOf('/') + 1);
        var other = people.tenant().start();
        for (var absent : new String[] {
            "/console/contacts/%s/views/%s".formatted(other, item),
            "/console/contacts/%s/views/%s".formatted(chat.contact(), UUID.randomUUID()),
            "/console/contacts/%s/views/x".formatted(chat.contact())
        }) {
            assertThat(boss.get(absent).statusCode()).as(absent).isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from transcript_access where contact_id = cast(:contact as uuid)")
                        .param("contact", chat.contact())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private void accept(Browser browser, QueuedChats.Chat chat) {
        waiting.enqueue(chat.contact(), queue);
        await().untilAsserted(
                        () -> assertThat(browser.get(DESKTOP + "/chats").body()).contains("accept-" + chat.contact()));
        browser.submit(DESKTOP, path(chat) + "/accept", Map.of());
    }

    @Test
    void aSupervisorOpensTheViewOfAWatchedChat() {
        var browser = available("ada");
        people.inProfile("boss", "CallCenterManager");
        var boss = signedIn("boss");
        var chat = showing();
        accept(browser, chat);
        var watch = "/console/contacts/%s/watch".formatted(chat.contact());
        boss.submit(watch, watch, Map.of());

        assertShowsTheView(boss.get(link(boss.get(watch).body())).body());
    }

    @Test
    void anAgentOpensTheViewOnTheDesktop() {
        var browser = available("ada");
        var chat = showing();
        accept(browser, chat);
        var link = link(browser.get(path(chat)).body());
        assertThat(link).startsWith(path(chat));
        people.inProfile("bob", "Agent");

        assertShowsTheView(browser.get(link).body());

        assertThat(signedIn("bob").get(link).statusCode()).isEqualTo(404);
        browser.submit(path(chat), path(chat) + "/end", Map.of());
        assertShowsTheView(browser.get(link).body());
        browser.submit(path(chat), path(chat) + "/complete", Map.of());
        assertThat(browser.get(link).statusCode()).isEqualTo(404);
    }
}
