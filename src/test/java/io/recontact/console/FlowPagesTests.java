package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.ContactFlow;
import software.amazon.awssdk.services.connect.model.ContactFlowType;

/** The pages of flows: their content with its problems, their drawing, versions, and test chats. */
@ServiceTest
class FlowPagesTests extends ConfigurationFixture {

    static final String CONTENT = """
            {
              "Version": "2019-10-30",
              "StartAction": "greet",
              "Actions": [
                {"Identifier": "greet", "Type": "MessageParticipant", "Parameters": {"Text": "Hello there"},
                 "Transitions": {"NextAction": "ask", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                {"Identifier": "ask", "Type": "GetParticipantInput",
                 "Parameters": {"Text": "More?", "InputTimeLimitSeconds": "180", "StoreInput": "False"},
                 "Transitions": {"NextAction": "end",
                   "Conditions": [{"NextAction": "greet", "Condition": {"Operator": "Equals", "Operands": ["yes"]}}],
                   "Errors": [{"ErrorType": "InputTimeLimitExceeded", "NextAction": "end"},
                              {"ErrorType": "NoMatchingCondition", "NextAction": "end"},
                              {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
              ]
            }""";

    private static final String FLOWS = "/console/configuration/flows";

    FlowPagesTests(Service.Calls calls) {
        super(calls);
    }

    private String flow(String name, String content) {
        var page = target(browser.fill(FLOWS + "/new", "Name", name, "Type", "CONTACT_FLOW", "Content", content));
        assertThat(page).endsWith("?saved");
        return page.replace("?saved", "");
    }

    private ContactFlow described(String page, String qualifier) {
        return people.connect()
                .describeContactFlow(request -> request.instanceId(people.instance())
                        .contactFlowId(page.substring(page.lastIndexOf('/') + 1) + qualifier))
                .contactFlow();
    }

    @Test
    void drawsAFlow() {
        var page = browser.get(flow("Greeting", CONTENT)).body();

        assertThat(page)
                .contains(
                        "Contact flow, never published", "Message participant", "Hello there", "Get participant input")
                .contains("<title>Equals yes</title>", "class=\"line weak\"", "If Equals yes", "Error NoMatchingError")
                .doesNotContain("No branch leads here");
        assertThat(Pattern.compile("class=\"box[ \"]").matcher(page).results().count())
                .isEqualTo(3);
        assertThat(Pattern.compile(" d=\"M\\d+ \\d+C").matcher(page).results().count())
                .isEqualTo(7);
        assertThat(browser.get(FLOWS).body()).contains("Greeting", "Default");
    }

    @Test
    void savesADraftWithProblemsButDoesNotPublishIt() {
        var page = flow("Greeting", CONTENT);
        assertThat(target(browser.fillFor(page + "/content", page + "/publish", "Content", CONTENT)))
                .isEqualTo(page + "?saved");
        var broken = CONTENT.replace("\"NextAction\": \"ask\"", "\"NextAction\": \"nowhere\"");

        var refused = browser.fillFor(page + "/content", page + "/publish", "Content", broken);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "Nothing is saved or published",
                        "data-line=\"6\"",
                        "Line 6",
                        "does not name an action",
                        "nowhere");
        assertThat(described(page, ":$SAVED").content()).doesNotContain("nowhere");

        assertThat(target(browser.fill(page + "/content", "Content", broken))).isEqualTo(page + "/content?saved");
        assertThat(browser.get(page + "/content").body()).contains("1 problem", "data-line=\"6\"");
        assertThat(described(page, ":$SAVED").content()).contains("nowhere");
        assertThat(described(page, "").content()).doesNotContain("nowhere");
        assertThat(browser.get(page).body())
                .contains("The draft has changes that are not published.", "No branch leads here");
        assertThat(browser.get(page + "?of=published").body())
                .contains("Published content")
                .doesNotContain("nowhere");
        assertThat(browser.fillFor(page, page + "/publish").statusCode()).isEqualTo(422);

        assertThat(browser.fill(page + "/content", "Content", "{\n  \"Version\": \n]")
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get(page + "/content").body()).contains("not valid JSON", "data-line=\"3\"");
        assertThat(browser.get(page).body()).contains("no blocks that can be drawn");
    }

    @Test
    void refusesContentThatCannotBeStoredOrThatSomebodyElseHasChanged() {
        var page = flow("Greeting", CONTENT);
        assertThat(browser.fill(page + "/content", "Content", "").statusCode()).isEqualTo(422);
        assertThat(browser.fill(page + "/content", "Content", "a\0").statusCode())
                .isEqualTo(422);
        assertThat(browser.fill(page + "/content", "Content", "x".repeat(256_001))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.submit(
                                FLOWS,
                                page + "/content",
                                Map.of("Content", "{}", "LastModifiedTime", "2020-01-01T00:00:00Z"))
                        .body())
                .contains("Somebody else has changed it");
        assertThat(described(page, ":$SAVED").content()).isEqualTo(CONTENT);
    }

    @Test
    void publishesOnlyForThoseWhoMay() {
        var page = flow("Greeting", CONTENT);
        var editor = signedIn(people.someone("ContactFlows.View", "ContactFlows.Edit"));
        assertThat(editor.get(page).body()).doesNotContain("/publish");
        assertThat(editor.fillFor(page + "/content", page + "/publish", "Content", "{}")
                        .statusCode())
                .isEqualTo(403);
        var publisher = signedIn(people.someone("ContactFlows.View", "ContactFlows.Publish"));
        assertThat(publisher.fillFor(page, page + "/publish", "Content", "{}").body())
                .contains("you need the permission ContactFlows.Edit");
        assertThat(target(publisher.fillFor(page, page + "/publish"))).isEqualTo(page + "?saved");
        assertThat(described(page, "").content()).isEqualTo(CONTENT);
    }

    @Test
    void keepsVersions() {
        var page = flow("Greeting", CONTENT);
        browser.fillFor(page, page + "/publish");
        assertThat(target(browser.fillFor(page, page + "/versions", "description", "The first one")))
                .isEqualTo(page + "?saved");
        browser.fillFor(page + "/content", page + "/publish", "Content", CONTENT.replace("Hello there", "Good day"));

        assertThat(browser.get(page).body()).contains("Version 1", "The first one", "Good day");
        assertThat(browser.get(page + "?of=1").body()).contains("Hello there").doesNotContain("Good day");
        assertThat(browser.get(page + "?of=2").statusCode()).isEqualTo(404);
        assertThat(browser.get(page + "?of=%3Cb%3E").statusCode()).isEqualTo(404);
        browser.fillFor(page, page + "/versions/1/delete");
        assertThat(browser.get(page).body()).contains("There is no version");
    }

    @Test
    void archivesAndDeletesAFlow() {
        var page = flow("Greeting", CONTENT);
        browser.fill(page + "/edit", "Name", "Welcome", "State", "ARCHIVED");
        assertThat(browser.get(page).body()).contains("<h1>Welcome</h1>", "archived");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(FLOWS);
        assertThat(browser.get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void chatsWithAFlow() {
        var page = flow("Greeting", waiting().replace("Hello there", "Hello $.Attributes.name"));
        assertThat(browser.fill(page + "/test", "DisplayName", "Grace").body()).contains("has not been published");
        browser.fillFor(page, page + "/publish");
        var chat = browser.fill(
                page + "/test", "DisplayName", "Grace", "Attributes.Key", "name", "Attributes.Value", "<b>Grace</b>");
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(chat.body());
        assertThat(token.find()).isTrue();

        await().untilAsserted(() -> assertThat(
                        part(browser, page, "log", token.group(1)).body())
                .contains("Hello &lt;b&gt;Grace&lt;/b&gt;", "<code>ask</code>", "The contact is here", "every 1s"));
        var state = Pattern.compile("id=\"log-state\" name=\"state\" value=\"([^\"]+)\"")
                .matcher(part(browser, page, "log", token.group(1)).body());
        assertThat(state.find()).isTrue();
        assertThat(part(browser, page, "log", token.group(1), "state", state.group(1))
                        .statusCode())
                .isEqualTo(204);
        assertThat(part(browser, page, "message", token.group(1), "message", HOSTILE)
                        .body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(part(browser, page, "end", token.group(1)).body())
                .contains("The chat has ended.", "&lt;script&gt;")
                .doesNotContain("every 1s");
        assertThat(part(browser, page, "message", token.group(1), "message", "late")
                        .body())
                .contains("role=\"alert\"")
                .doesNotContain(">late<");
        assertThat(part(browser, page, "end", token.group(1)).statusCode()).isEqualTo(200);
    }

    /** A flow that waits, so that the chat goes on. */
    private static String waiting() {
        return CONTENT.replace("GetParticipantInput", "Wait")
                .replaceAll("\\{\"Text\": \"More.*?}", "{\"TimeLimitSeconds\": \"180\"}");
    }

    @Test
    void endsATestChat() {
        var page = flow("Greeting", waiting());
        browser.fillFor(page, page + "/publish");
        var chat = browser.fill(page + "/test", "DisplayName", "Grace").body();
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(chat);
        assertThat(token.find()).isTrue();

        assertThat(part(browser, page, "end", token.group(1)).body()).contains("The chat has ended.");
        for (var foreign : List.of("", "x", people.tenant().start(_ -> {}).participantToken())) {
            assertThat(part(browser, page, "log", foreign).statusCode()).isEqualTo(403);
        }
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        assertThat(part(eve, FLOWS + "/" + other.flow(), "log", token.group(1)).statusCode())
                .isEqualTo(403);
        assertThat(part(eve, page, "log", token.group(1)).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> part(
            Browser browser, String page, String action, String token, String... more) {
        var all = new ArrayList<>(List.of("token", token));
        all.addAll(List.of(more));
        return browser.fillFor(FLOWS, page + "/test/" + action, all.toArray(String[]::new));
    }

    @Test
    void runsNoTextOfAPerson() {
        var hostile = CONTENT.replace("Hello there", "<img src=x>").replace("greet", "<script>");
        var page = flow(HOSTILE, hostile);
        for (var path : List.of(FLOWS, page, page + "/content", page + "/edit", page + "/delete", page + "/test")) {
            var body = browser.get(path).body();
            assertThat(body).as(path).doesNotContain("<script>", "<img src=x").contains("</main>");
        }
    }

    @Test
    void flowsOfOtherInstancesDoNotExist() {
        var page = flow("Greeting", CONTENT);
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        for (var path : List.of("", "/content", "/edit", "/delete", "/test")) {
            assertThat(eve.get(page + path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/content", "/publish", "/versions", "/versions/1/delete", "/test")) {
            assertThat(eve.fillFor(FLOWS, page + path, "Content", "{}").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(described(page, ":$SAVED").content()).isEqualTo(CONTENT);
        assertThat(people.connect()
                        .listContactFlows(request ->
                                request.instanceId(other.instance()).contactFlowTypes(ContactFlowType.CONTACT_FLOW))
                        .contactFlowSummaryList())
                .noneMatch(flow -> flow.name().equals("Greeting"));
    }
}
