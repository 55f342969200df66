package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A desktop that hears of changes. */
@ServiceTest
class LiveDesktopTests extends DesktopFixture {

    LiveDesktopTests(Service.Calls calls, QueuedChats waiting) {
        super(calls, waiting);
    }

    @Test
    void readsNewItemsOnceAndWithoutAGap() {
        var browser = available("ada");
        var chat = accepted(browser);
        for (int i = 0; i < 60; i++) {
            chat.customer().say("message-" + i + ";");
        }
        var page = browser.get(path(chat)).body();
        assertThat(page).contains("message-59;").doesNotContain("message-0;");
        assertThat(browser.get(path(chat) + "/items?after=" + after(page)).statusCode())
                .isEqualTo(204);

        for (int i = 60; i < 175; i++) {
            chat.customer().say("message-" + i + ";");
        }
        var more = browser.get(path(chat) + "/items?after=" + after(page)).body();
        for (int i = 60; i < 175; i++) {
            assertThat(more.split("message-" + i + ";", -1)).hasSize(2);
        }
        assertThat(more).doesNotContain("message-59;");
        assertThat(browser.get(path(chat) + "/items?after=" + after(more)).statusCode())
                .isEqualTo(204);
        assertThat(browser.get(path(chat) + "/items?after=x").statusCode()).isEqualTo(400);

        var earlier = Pattern.compile("hx-get=\"([^\"]*/earlier\\?[^\"]+)\"").matcher(page);
        assertThat(earlier.find()).isTrue();
        assertThat(browser.get(earlier.group(1).replace("&amp;", "&")).body()).contains("message-0;");
    }

    @Test
    void showsThePastSessionsAboveTheLiveOne() {
        var tenant = people.tenant();
        var first = tenant.start(_ -> {});
        calls.joined(first.participantToken()).say("long ago");
        tenant.stop(first.contactId());
        var second = tenant.start(chat -> chat.persistentChat(
                past -> past.sourceContactId(first.contactId()).rehydrationType("ENTIRE_PAST_SESSION")));
        var customer = calls.joined(second.participantToken());
        customer.say("today");
        var browser = available("ada");
        waiting.enqueue(second.contactId(), queue);
        var chat = new QueuedChats.Chat(second.contactId(), customer);
        await().untilAsserted(() -> assertThat(browser.get(DESKTOP).body()).contains(path(chat) + "/accept"));
        browser.submit(DESKTOP, path(chat) + "/accept", Map.of());

        var page = browser.get(path(chat)).body();

        assertThat(page).contains("today").doesNotContain("long ago");
        var earlier = Pattern.compile("hx-get=\"([^\"]*/earlier\\?[^\"]+)\"").matcher(page);
        assertThat(earlier.find()).isTrue();
        assertThat(browser.get(earlier.group(1).replace("&amp;", "&")).body()).contains("long ago");
    }

    @Test
    void tellsThePageWhatHasChanged() {
        var browser = available("ada");
        var chat = accepted(browser);
        try (var stream = browser.stream(DESKTOP + "/live?open=" + chat.contact())) {
            assertThat(stream.status()).isEqualTo(200);
            stream.next("items");
            stream.forget();

            chat.customer().say("Hello");
            stream.next("items");

            chat.customer().event("typing");
            assertThat(stream.next("typing").data()).contains("Ada is typing");

            var other = waiting.in(people.tenant(), queue);
            stream.next("agent");
            assertThat(browser.get(DESKTOP + "/chats").body()).contains("accept-" + other.contact());

            chat.customer().disconnect();
            stream.next("agent");
            assertThat(browser.get(path(chat) + "/state?state=CONNECTED")
                            .headers()
                            .firstValue("HX-Redirect"))
                    .hasValue(path(chat));
            assertThat(browser.get(path(chat) + "/state?state=ENDED").headers().firstValue("HX-Redirect"))
                    .isEmpty();

            browser.submit(DESKTOP, "/console/sign-out", Map.of());
            assertThat(stream.next("end").data()).contains("no longer live");
            await().until(stream::isOver);
        }
    }

    @Test
    void endsTheOldestOfTooManyStreams() {
        var browser = signedIn("ada");
        var streams = new ArrayList<EventStream>();
        for (int i = 0; i < 11; i++) {
            streams.add(browser.stream(DESKTOP + "/live"));
        }
        streams.getFirst().next("end");
        streams.getLast().next("agent");
        assertThat(streams.stream().filter(EventStream::isOver)).hasSizeLessThanOrEqualTo(1);
        streams.forEach(EventStream::close);
    }

    @Test
    void marksChatsWithUnreadItemsOnAllPages() {
        var browser = available("ada");
        var first = accepted(browser);
        var second = accepted(browser);
        browser.get(path(first));
        var otherTab = signedIn("ada");
        var page = otherTab.get(path(second)).body();
        assertThat(page).doesNotContain("class=\"unread\"");

        first.customer().say("Are you there?");

        assertThat(otherTab.get(path(second)).body()).contains("class=\"unread\"");
        assertThat(browser.get(DESKTOP).body()).contains("class=\"unread\"");
        browser.get(path(first));
        assertThat(otherTab.get(path(second)).body()).doesNotContain("class=\"unread\"");
    }

    @Test
    void aPageThatHasTheListReadsNothing() {
        var browser = available("ada");
        accepted(browser);
        var version = Pattern.compile("name=\"version\" value=\"([^\"]+)\"")
                .matcher(browser.get(DESKTOP + "/chats").body());
        assertThat(version.find()).isTrue();

        assertThat(browser.get(DESKTOP + "/chats?version=" + version.group(1)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void showsWhoHasReadWhat() {
        var browser = available("ada");
        var chat = accepted(browser);
        var message = chat.customer().say("Hello").id();
        browser.get(path(chat));
        assertThat(chat.customer().everything())
                .filteredOn(item -> item.id().equals(message))
                .singleElement()
                .satisfies(item -> assertThat(
                                item.messageMetadata().receipts().getFirst().readTimestamp())
                        .isNotNull());

        say(browser, chat, "Good morning");
        assertThat(browser.get(path(chat) + "/receipt").body()).doesNotContain("Read", "Delivered");
        var answer = chat.customer().everything().getLast();
        assertThat(answer.content()).isEqualTo("Good morning");
        try (var stream = browser.stream(DESKTOP + "/live?open=" + chat.contact())) {
            stream.next("items");
            chat.customer()
                    .client()
                    .sendEvent(event -> event.connectionToken(chat.customer().connectionToken())
                            .contentType("application/vnd.amazonaws.connect.event.message.read")
                            .content("{\"messageId\":\"%s\"}".formatted(answer.id())));
            stream.next("receipts");
        }
        assertThat(browser.get(path(chat) + "/receipt").body()).contains("Read");
    }

    @Test
    void tellsTheCustomerThatTheAgentIsTyping() {
        var browser = available("ada");
        var chat = accepted(browser);
        try (var socket = chat.customer().subscribe()) {
            assertThat(browser.part(path(chat), path(chat) + "/typing", Map.of())
                            .statusCode())
                    .isEqualTo(204);
            await().untilAsserted(() -> assertThat(socket.items())
                    .anySatisfy(item ->
                            assertThat(item.path("ContentType").asString()).endsWith("event.typing")));
        }
    }
}
