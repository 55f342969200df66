package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tools of the desktop: transfer, attributes, references, tags, files, quick replies and cards. */
@ServiceTest
class DesktopToolsTests extends DesktopFixture {

    DesktopToolsTests(Service.Calls calls, QueuedChats waiting) {
        super(calls, waiting);
    }

    @Test
    void transfersByQuickConnect() {
        var quick = quickConnect("To the <b>second</b> line", people.tenant().newQueue("Second line", 10));
        var browser = available("ada");
        var chat = accepted(browser);
        assertThat(browser.get(path(chat)).body()).contains("To the &lt;b&gt;second&lt;/b&gt; line");

        var form = Map.of("quickConnect", quick);
        assertThat(target(browser.submit(path(chat), path(chat) + "/transfer", form)))
                .isEqualTo(path(chat));

        assertThat(browser.get(path(chat)).body()).contains("after-contact work", "transfer succeeded");
        chat.customer().say("Are you the second line?");
        assertThat(browser.get(path(chat)).body()).doesNotContain("Are you the second line?");
        assertThat(browser.submit(path(chat), path(chat) + "/transfer", form).statusCode())
                .isEqualTo(409);
    }

    @Test
    void changesAttributesReferencesAndTags() {
        var browser = available("ada");
        var chat = accepted(browser);

        browser.submit(path(chat), path(chat) + "/attributes", Map.of("key", "plan", "value", "gold"));
        browser.submit(
                path(chat),
                path(chat) + "/references",
                Map.of("name", "case", "type", "URL", "value", "https://example.com/7"));
        browser.submit(
                path(chat),
                path(chat) + "/references",
                Map.of("name", "trap", "type", "URL", "value", "javascript:alert(1)"));
        browser.submit(path(chat), path(chat) + "/tags", Map.of("key", "topic", "value", "shoes"));

        assertThat(people.tenant().attributes(chat.contact())).containsEntry("plan", "gold");
        assertThat(people.tenant().describe(chat.contact()).tags()).containsEntry("topic", "shoes");
        assertThat(browser.get(path(chat) + "/details").body())
                .contains("gold", "href=\"https://example.com/7\"", "topic: shoes", "javascript:alert(1)")
                .doesNotContain("href=\"javascript");
        browser.submit(path(chat), path(chat) + "/tags/remove", Map.of("key", "topic"));
        assertThat(browser.get(path(chat) + "/details").body()).doesNotContain("topic: shoes");

        for (var bad : List.of(Map.of("key", "not allowed", "value", "x"), Map.of("key", "", "value", "x"))) {
            var answer = browser.submit(path(chat), path(chat) + "/attributes", bad);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("role=\"alert\"", "End chat");
        }
        assertThat(browser.submit(path(chat), path(chat) + "/tags", Map.of("key", "aws:x", "value", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.submit(
                                path(chat),
                                path(chat) + "/references",
                                Map.of("name", "n", "type", "ATTACHMENT", "value", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void sendsAndReceivesFiles() {
        var browser = available("ada");
        var chat = accepted(browser);

        var sent = browser.send(browser.request(path(chat) + "/files?name=note%20%3Cb%3E.txt")
                .header("Content-Type", "text/plain")
                .header("X-CSRF-TOKEN", browser.csrf(path(chat)))
                .POST(HttpRequest.BodyPublishers.ofString("A note")));
        assertThat(sent.statusCode()).isEqualTo(204);
        var page = browser.get(path(chat)).body();
        assertThat(page).contains("note &lt;b&gt;.txt");
        var link = Pattern.compile("href=\"([^\"]+/files/[^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        var file = browser.get(link.group(1));
        assertThat(file.body()).isEqualTo("A note");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(file.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("sandbox");

        var refused = browser.send(browser.request(path(chat) + "/files?name=run.exe")
                .header("Content-Type", "application/octet-stream")
                .header("X-CSRF-TOKEN", browser.csrf(path(chat)))
                .POST(HttpRequest.BodyPublishers.ofString("MZ")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        var withoutToken = browser.send(browser.request(path(chat) + "/files?name=a.txt")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("A note")));
        assertThat(withoutToken.statusCode()).isEqualTo(403);
    }

    @Test
    void fillsInQuickReplies() {
        people.inProfile("boss", "CallCenterManager");
        var boss = signedIn("boss");
        var replies = "/console/quick-replies";
        var form = Map.of(
                "name",
                "Greeting",
                "content",
                "Hello {{customer}}, your plan is {{ plan }}, {{other}}",
                "queue",
                queue);
        assertThat(target(boss.submit(replies, replies + "/new", form))).isEqualTo(replies);
        assertThat(boss.submit(replies, replies + "/new", form).statusCode()).isEqualTo(409);
        boss.submit(
                replies,
                replies + "/new",
                Map.of(
                        "name",
                        "Elsewhere",
                        "content",
                        "x",
                        "queue",
                        people.tenant().newQueue("Other", 5)));
        boss.submit(
                replies,
                replies + "/new",
                Map.of("name", "Everywhere", "content", "</textarea><script>1", "queue", ""));
        assertThat(boss.submit(replies, replies + "/new", Map.of("name", " ", "content", "x", "queue", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(boss.get(replies).body()).contains("Greeting", "Everywhere").doesNotContain("<script>1");
        var browser = available("ada");
        var chat = accepted(browser);
        browser.submit(path(chat), path(chat) + "/attributes", Map.of("key", "plan", "value", "\"gold\" $1"));

        assertThat(browser.get(path(chat)).body())
                .contains("value=\"Hello Ada, your plan is &quot;gold&quot; $1, {{other}}\"", "Everywhere")
                .doesNotContain("Elsewhere", "<script>1");

        var id = Pattern.compile("action=\"(/console/quick-replies/[0-9a-f-]{36})\"")
                .matcher(boss.get(replies).body());
        assertThat(id.find()).isTrue();
        boss.submit(replies, id.group(1), Map.of("name", "Bye", "content", "Good bye", "queue", ""));
        assertThat(boss.get(replies).body()).contains("Bye");
        boss.submit(replies, id.group(1) + "/delete", Map.of());
        assertThat(boss.get(replies).body()).doesNotContain("Bye");
        assertThat(boss.submit(replies, id.group(1) + "/delete", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsInteractiveMessagesAsCards() {
        var browser = available("ada");
        var started = people.tenant()
                .start(request -> request.supportedMessagingContentTypes(
                        "text/plain", "application/vnd.amazonaws.connect.message.interactive.response"));
        var chat = new QueuedChats.Chat(started.contactId(), calls.joined(started.participantToken()));
        waiting.enqueue(chat.contact(), queue);
        await().untilAsserted(() -> assertThat(browser.get(DESKTOP).body()).contains(path(chat) + "/accept"));
        browser.submit(DESKTOP, path(chat) + "/accept", Map.of());
        chat.customer()
                .client()
                .sendMessage(message -> message.connectionToken(chat.customer().connectionToken())
                        .contentType("application/vnd.amazonaws.connect.message.interactive.response")
                        .content("{\"data\":{\"content\":{\"selectedElement\":\"<b>Blue</b>\"}}}"));
        chat.customer()
                .client()
                .sendMessage(message -> message.connectionToken(chat.customer().connectionToken())
                        .contentType("application/vnd.amazonaws.connect.message.interactive.response")
                        .content("not json"));

        assertThat(browser.get(path(chat)).body())
                .contains("class=\"card-message\"", "&lt;b&gt;Blue&lt;/b&gt;", "not json");
    }

    @Test
    void runsNoTextOfAPerson() {
        var tenant = people.tenant();
        var browser = available("ada");
        for (var text : ContactPagesTests.HOSTILE) {
            var started = tenant.start(request -> request.participantDetails(details -> details.displayName(text))
                    .attributes(Map.of("hostile", text)));
            var chat = new QueuedChats.Chat(started.contactId(), calls.joined(started.participantToken()));
            waiting.enqueue(chat.contact(), queue);
            await().untilAsserted(() -> {
                var list = browser.get(DESKTOP + "/chats").body();
                assertThat(list).contains("accept-" + chat.contact());
                ContactPagesTests.assertNothingRuns("the list with an offer", list);
            });
            browser.submit(DESKTOP, path(chat) + "/accept", Map.of());
            chat.customer().say(text);
            say(browser, chat, text);
            browser.submit(path(chat), path(chat) + "/tags", Map.of("key", "hostile", "value", text));
            browser.submit(path(chat), path(chat) + "/references", Map.of("name", text, "type", "URL", "value", text));
            for (var path : List.of(path(chat), path(chat) + "/items?after=", path(chat) + "/details", DESKTOP)) {
                ContactPagesTests.assertNothingRuns(path, browser.get(path).body());
            }
            try (var stream = browser.stream(DESKTOP + "/live?open=" + chat.contact())) {
                stream.next("items");
                chat.customer().event("typing");
                ContactPagesTests.assertNothingRuns(
                        "typing", stream.next("typing").data());
            }
            browser.submit(DESKTOP, path(chat) + "/end", Map.of());
            browser.submit(DESKTOP, path(chat) + "/complete", Map.of());
        }
    }
}
