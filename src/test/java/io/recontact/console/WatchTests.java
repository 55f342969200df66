package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Supervisors watch a live chat on its page, and join it. */
@ServiceTest
class WatchTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private AgentClient agent;
    private QueuedChats.Chat chat;
    private Participant agentInChat;
    private People people;
    private Browser grace;
    private String path;

    WatchTests(ContactCenter center, Service.Calls calls) {
        this.center = center;
        this.calls = calls;
    }

    @BeforeEach
    void setUp() {
        people = People.of(center.tenant());
        people.inProfile("grace", "CallCenterManager");
        grace = signedIn("grace");
        agent = center.hire().available();
        chat = center.waitingChat();
        agentInChat = calls.joined(agent.accept(agent.awaitOffer()));
        path = "/console/contacts/%s/watch".formatted(chat.contact());
    }

    private Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    private List<String> seen(Participant participant) {
        return participant.everything().stream().map(Item::content).toList();
    }

    private HttpResponse<String> part(Browser browser, String action, Map<String, String> fields) {
        var body = new StringBuilder("_csrf=" + browser.csrf("/console/password"));
        fields.forEach(
                (name, value) -> body.append('&').append(name).append('=').append(value));
        return browser.send(browser.request(action)
                .header("HX-Request", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    @Test
    void watchesSilentlyThenJoinsAndLeaves() {
        chat.customer().say("Hello there");
        assertThat(grace.get("/console/board").body()).contains("href=\"" + path + "\"");
        assertThat(grace.get("/console/contacts/" + chat.contact()).body()).contains("href=\"" + path + "\"");
        assertThat(grace.get(path).body())
                .contains("You do not watch this chat")
                .doesNotContain("Hello there");

        assertThat(target(grace.submit(path, path, Map.of()))).isEqualTo(path);

        var page = grace.get(path).body();
        assertThat(page).contains("Hello there", "nobody sees you", "Barge in").doesNotContain("id=\"message\"");
        chat.customer().say("Anybody?");
        assertThat(grace.get(path + "/items?after=" + newest(page)).body())
                .contains("Anybody?")
                .doesNotContain("Hello there");
        assertThat(agentInChat.everything()).noneMatch(item -> "SUPERVISOR".equals(item.participantRoleAsString()));

        assertThat(target(grace.submit(path, path + "/barge", Map.of()))).isEqualTo(path);
        page = grace.get(path).body();
        assertThat(page).contains("id=\"message\"", "Leave the chat").doesNotContain("Barge in");
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        var message = Map.of("content", "I am here", "token", token.group(1));
        assertThat(target(grace.submit(path, path + "/messages", message))).isEqualTo(path);
        assertThat(target(grace.submit(path, path + "/messages", message))).isEqualTo(path);
        assertThat(seen(chat.customer())).containsOnlyOnce("I am here");

        assertThat(target(grace.submit(path, path + "/leave", Map.of()))).isEqualTo(path);
        assertThat(grace.get(path).body())
                .contains("You do not watch this chat")
                .doesNotContain("I am here");
        assertThat(chat.customer().everything().getLast().participantRoleAsString())
                .isEqualTo("SUPERVISOR");
    }

    /** Returns the id of the newest item that a page has. */
    private static String newest(String page) {
        var after = Pattern.compile("id=\"after\" name=\"after\"[^>]* value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(after.find()).isTrue();
        return after.group(1);
    }

    @Test
    void hearsOfNewItemsAsTheyCome() {
        grace.submit(path, path, Map.of());
        var page = grace.get(path).body();
        assertThat(page).contains("sse-connect=\"" + path + "/live\"");
        try (var stream = grace.stream(path + "/live")) {
            stream.next("items");
            stream.forget();
            assertThat(grace.get(path + "/items?after=" + newest(page)).statusCode())
                    .isEqualTo(204);

            chat.customer().say("Hello there");
            stream.next("items");
            var part = grace.get(path + "/items?after=" + newest(page)).body();
            assertThat(part).contains("Hello there", "hx-swap-oob").doesNotContain("<html");
            assertThat(newest(part)).isNotEqualTo(newest(page));

            stream.forget();
            center.tenant().stop(chat.contact());
            stream.next("items");
            await().untilAsserted(() -> assertThat(
                            grace.get(path + "/items").headers().firstValue("HX-Redirect"))
                    .hasValue(path));
        }
    }

    @Test
    void readsBackToPastSessions() {
        var past = center.tenant().start(_ -> {});
        calls.joined(past.participantToken()).say("long ago");
        center.tenant().stop(past.contactId());
        var resumed = center.tenant()
                .start(chat -> chat.persistentChat(
                        of -> of.sourceContactId(past.contactId()).rehydrationType("ENTIRE_PAST_SESSION")));
        var customer = calls.joined(resumed.participantToken());
        for (int i = 0; i < 60; i++) {
            customer.say("message %02d".formatted(i));
        }
        center.waiting().enqueue(resumed.contactId(), center.queue());
        agent.accept(agent.awaitOffer());
        var watch = "/console/contacts/%s/watch".formatted(resumed.contactId());
        grace.submit("/console/password", watch, Map.of());

        var page = grace.get(watch).body();
        assertThat(page).contains("message 59").doesNotContain("message 00", "long ago");
        var read = new StringBuilder();
        for (var part = page; ; ) {
            var earlier = Pattern.compile("hx-get=\"([^\"]*/watch/earlier\\?[^\"]+)\"")
                    .matcher(part);
            if (!earlier.find()) {
                break;
            }
            part = grace.get(earlier.group(1).replace("&amp;", "&")).body();
            read.insert(0, part);
        }
        assertThat(read).contains("message 00", "long ago");
        assertThat(read.indexOf("long ago")).isLessThan(read.indexOf("message 00"));
        assertThat(grace.get(watch + "/earlier?before=x").statusCode()).isEqualTo(400);
    }

    @Test
    void sendsInParts() {
        grace.submit(path, path, Map.of());
        grace.submit(path, path + "/barge", Map.of());

        var sent = part(grace, path + "/messages", Map.of("content", "Hi", "token", "t1"));

        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).contains("id=\"message\"").doesNotContain("<html", "role=\"alert\"");
        var refused = part(grace, path + "/messages", Map.of("content", "x".repeat(20_000), "token", "t2"));
        assertThat(refused.body()).contains("role=\"alert\"", "xxx");
        assertThat(seen(chat.customer())).contains("Hi").doesNotContain("x".repeat(20_000));
    }

    @Test
    void whoWatchesSilentlyCannotWrite() {
        grace.submit(path, path, Map.of());

        var answer = grace.submit(path, path + "/messages", Map.of("content", "Boo", "token", "t"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"");
        assertThat(seen(chat.customer())).doesNotContain("Boo");
    }

    @Test
    void whoMayOnlyMonitorCannotJoin() {
        people.user("ivy", "ManagerListenIn");
        var ivy = signedIn("ivy");
        ivy.submit(path, path, Map.of());

        assertThat(ivy.get(path).body())
                .contains("nobody sees you")
                .doesNotContain("Barge in", "href=\"/console/contacts/");
        assertThat(ivy.submit("/console/password", path + "/barge", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void nobodyWatchesAChatWithoutAnAgent() {
        var waiting = center.waitingContact();
        var other = "/console/contacts/%s/watch".formatted(waiting);

        var answer = grace.submit("/console/password", other, Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"", "is not connected to an agent");
        assertThat(grace.submit("/console/password", other + "/barge", Map.of()).statusCode())
                .isEqualTo(422);
        for (var part : List.of("/items", "/earlier?before=x")) {
            var nothing = grace.get(other + part);
            assertThat(nothing.headers().firstValue("HX-Redirect")).hasValue(other);
            assertThat(nothing.statusCode()).isEqualTo(204);
        }
    }

    @Test
    void theWatchEndsWithTheChat() {
        grace.submit(path, path, Map.of());
        center.tenant().stop(chat.contact());

        assertThat(grace.get(path + "/items").headers().firstValue("HX-Redirect"))
                .hasValue(path);
        assertThat(grace.get(path).body()).contains("has ended").doesNotContain("<form id=\"begin-watch\"");
    }

    @Test
    void runsNoTextOfAPerson() {
        grace.submit(path, path, Map.of());
        grace.submit(path, path + "/barge", Map.of());
        chat.customer().say("<script>alert(1)</script>");

        for (var one : List.of(path, path + "/items")) {
            assertThat(grace.get(one).body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
        }
        assertThat(part(
                                grace,
                                path + "/messages",
                                Map.of("content", "%3C/textarea%3E%3Cscript%3E" + "x".repeat(20_000)))
                        .body())
                .contains("&lt;/textarea&gt;&lt;script&gt;")
                .doesNotContain("<script>");
    }
}
