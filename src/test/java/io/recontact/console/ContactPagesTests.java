package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The pages of contacts, with texts of people that try to run in them. */
@ServiceTest
@TestPropertySource(properties = "recontact.transcript-search.every=100ms")
class ContactPagesTests {

    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "'-alert(3)-'",
            "</textarea><svg onload=alert(4)>",
            "${7*7} [[${7*7}]] [(${7*7})] *{7*7} th:text",
            "javascript:alert(5)");

    private final Service.Calls calls;
    private final JdbcClient jdbc;
    private People people;

    ContactPagesTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
        people.inProfile("ada", "Admin");
    }

    private Browser signedIn() {
        return Browser.signedIn(calls, people, "ada");
    }

    @Test
    void findsContactsByTheFiltersInTheAddress() {
        var tenant = people.tenant();
        var first = tenant.start(chat -> chat.attributes(Map.of("plan", "gold & silver")))
                .contactId();
        var second =
                tenant.start(chat -> chat.attributes(Map.of("plan", "bronze"))).contactId();
        var browser = signedIn();

        assertThat(browser.get("/console/contacts").body()).contains(first, second, "2 contacts");
        assertThat(browser.get("/console/contacts?attribute=plan&value=gold+%26+silver")
                        .body())
                .contains(first, "value=\"gold &amp; silver\"")
                .doesNotContain(second);
        assertThat(browser.get("/console/contacts?channel=TASK").body()).contains("No contact fits");
        assertThat(browser.get("/console/contacts?to=2020-01-08&from=2020-01-01")
                        .body())
                .contains("No contact fits");
        assertThat(target(browser.get("/console/contacts?q=+" + first))).isEqualTo("/console/contacts/" + first);
    }

    @Test
    void findsTheContactsOfACustomer() {
        var tenant = people.tenant();
        var first = tenant.start(chat -> chat.customerId("c&1 <b>"));
        var other = tenant.start(chat -> chat.customerId("c-2")).contactId();
        calls.joined(first.participantToken()).say("The blue shoes");
        tenant.stop(first.contactId());
        var browser = signedIn();

        assertThat(browser.get("/console/contacts/" + first.contactId()).body())
                .contains("href=\"/console/contacts?customer=c%261%20%3Cb%3E\"");
        assertThat(browser.get("/console/contacts?customer=c%261%20%3Cb%3E").body())
                .contains(first.contactId(), "1 contact", "value=\"c&amp;1 &lt;b&gt;\"")
                .doesNotContain(other);
        await().untilAsserted(() -> assertThat(browser.get("/console/contacts?q=shoes&customer=c%261%20%3Cb%3E")
                        .body())
                .contains(first.contactId()));
        assertThat(browser.get("/console/contacts?q=shoes&customer=c-2").body()).contains("No contact fits");
    }

    @Test
    void offersStandardQueuesOnly() {
        assertThat(signedIn().get("/console/contacts").body()).containsOnlyOnce(">BasicQueue<");
        var select = Pattern.compile("<select name=\"queue\">.*?</select>", Pattern.DOTALL)
                .matcher(signedIn().get("/console/contacts").body());
        assertThat(select.find()).isTrue();
        assertThat(select.group().split("<option", -1)).hasSize(3);
    }

    @Test
    void pagesThroughContacts() {
        var tenant = people.tenant();
        for (int i = 0; i < 27; i++) {
            tenant.start(chat -> chat.attributes(Map.of("a-b", "c&d e")));
        }
        var browser = signedIn();

        var first = browser.get("/console/contacts?attribute=a-b&value=c%26d+e&channel=CHAT")
                .body();
        var next = Pattern.compile("href=\"(/console/contacts\\?[^\"]+)\"").matcher(first);

        assertThat(next.find()).isTrue();
        var second = browser.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(rows(first)).isEqualTo(25);
        assertThat(rows(second)).isEqualTo(2);
    }

    private static long rows(String page) {
        return Pattern.compile("<th scope=\"row\">").matcher(page).results().count();
    }

    @Test
    void refusesFiltersThatCannotBeRead() {
        var browser = signedIn();
        for (var query : List.of(
                "from=yesterday",
                "from=2026-02-30",
                "from=2026-01-01&to=2026-11-01",
                "from=2026-02-01&to=2026-01-01",
                "from=%2B99999-01-01&to=9999-12-31",
                "channel=PIGEON",
                "queue=x",
                "agent=x",
                "after=x",
                "q=a&after=x")) {
            var page = browser.get("/console/contacts?" + query);
            assertThat(page.statusCode()).as(query).isEqualTo(400);
            assertThat(page.body()).contains("role=\"alert\"", "name=\"from\"");
        }
        assertThat(browser.get("/console/contacts/not-an-id").statusCode()).isEqualTo(400);
    }

    @Test
    void findsWords() {
        var chat = people.tenant().start(_ -> {});
        calls.joined(chat.participantToken()).say("I want a <b>refund</b> for the shoes");
        people.tenant().stop(chat.contactId());
        var browser = signedIn();

        await().untilAsserted(() -> assertThat(
                        browser.get("/console/contacts?q=refund+shoes").body())
                .contains(chat.contactId(), "<mark>refund</mark>", "<mark>shoes</mark>"));
        assertThat(browser.get("/console/contacts?q=elephant").body()).contains("No contact fits");
    }

    @Test
    void showsAContactAndItsLineage() {
        var tenant = people.tenant();
        var first = tenant.start(chat -> chat.attributes(Map.of("plan", "gold")));
        tenant.stop(first.contactId());
        var second = tenant.start(chat -> chat.persistentChat(
                past -> past.sourceContactId(first.contactId()).rehydrationType("ENTIRE_PAST_SESSION")));
        var browser = signedIn();

        var page = browser.get("/console/contacts/" + second.contactId()).body();

        assertThat(page)
                .contains("<svg", "/console/contacts/" + first.contactId(), "Persistent chat", ">Active<", "Initiated");
        assertThat(browser.get("/console/contacts/" + first.contactId()).body())
                .contains("Ended: ", ">plan<", ">gold<")
                .doesNotContain(">Active<", "hx-trigger");
    }

    @Test
    void readsATranscriptInPartsWithoutAGap() {
        var chat = people.tenant().start(_ -> {});
        var customer = calls.joined(chat.participantToken());
        for (int i = 0; i < 120; i++) {
            customer.say("message-" + i + ";");
        }
        var browser = signedIn();

        var page = browser.get("/console/contacts/" + chat.contactId()).body();
        var all = new StringBuilder(page);
        for (var part = page; ; ) {
            var earlier =
                    Pattern.compile("hx-get=\"([^\"]*/earlier\\?[^\"]+)\"").matcher(part);
            if (!earlier.find()) {
                break;
            }
            part = browser.get(earlier.group(1).replace("&amp;", "&")).body();
            all.append(part);
        }
        for (int i = 0; i < 120; i++) {
            assertThat(all.toString().split("message-" + i + ";", -1))
                    .as("message %s", i)
                    .hasSize(2);
        }

        for (int i = 120; i < 190; i++) {
            customer.say("message-" + i + ";");
        }
        var live = Pattern.compile("hx-get=\"([^\"]*/newest\\?[^\"]+)\"").matcher(page);
        assertThat(live.find()).isTrue();
        var newest = browser.get(live.group(1)).body();
        assertThat(messages(newest)).isEqualTo(messages(page) + 70);
        assertThat(newest).contains("message-189;", "message-120;").doesNotContain("earlier?before");
    }

    private static long messages(String page) {
        return Pattern.compile("message-\\d+;").matcher(page).results().count();
    }

    @Test
    void downloadsTheTranscriptInThreeForms() {
        var chat = people.tenant().start(_ -> {});
        calls.joined(chat.participantToken()).say("Hello");
        var browser = signedIn();
        var path = "/console/contacts/%s/transcript/file?format=".formatted(chat.contactId());
        for (var format : List.of("JSON", "HTML", "TEXT")) {
            var file = browser.get(path + format);
            assertThat(file.body()).contains("Hello");
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
            assertThat(file.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("sandbox");
        }
        assertThat(browser.get(path + "PDF").statusCode()).isEqualTo(400);
        assertThat(jdbc.sql(
                                "select count(*) from transcript_access where contact_id = cast(? as uuid) and kind = 'DOWNLOAD'")
                        .param(chat.contactId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void runsNoTextOfAPerson() {
        var tenant = people.tenant();
        var browser = signedIn();
        for (var text : HOSTILE) {
            var chat = tenant.start(request -> request.participantDetails(details -> details.displayName(text))
                    .attributes(Map.of("hostile", text))
                    .customerId(text.length() <= 50 ? text : text.substring(0, 50)));
            tenant.connect()
                    .updateContact(request -> request.instanceId(people.instance())
                            .contactId(chat.contactId())
                            .name(text)
                            .description(text));
            calls.joined(chat.participantToken()).say(text + " hostileword");
            for (var path : List.of(
                    "/console/contacts/" + chat.contactId(),
                    "/console/contacts/%s/transcript/newest".formatted(chat.contactId()),
                    "/console/contacts",
                    "/console/contacts?attribute=hostile&value=" + encoded(text),
                    "/console/contacts?q=" + encoded(text),
                    "/console/contacts?from=" + encoded(text))) {
                var page = browser.get(path);
                assertThat(page.statusCode()).as(path).isIn(200, 400);
                assertNothingRuns(path, page.body());
            }
            var signIn = "/console/sign-in?to=" + encoded("/console?" + text);
            assertNothingRuns(signIn, new Browser(calls.endpoint()).get(signIn).body());
            tenant.stop(chat.contactId());
            await().untilAsserted(() -> {
                var found = browser.get("/console/contacts?q=hostileword").body();
                assertThat(found).contains(chat.contactId());
                assertNothingRuns("the search of words", found);
            });
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void assertNothingRuns(String path, String page) {
        assertThat(page)
                .as(path)
                .doesNotContain("<script>", "<img src=x", "onerror=alert(2)>\"", "<svg onload", "href=\"javascript:")
                .doesNotContain("[[49]]", "[(49)]");
        // Each tag of the page is one of ours: attributes of theirs would be in it.
        var tags = Pattern.compile("<[a-zA-Z][^>]*>")
                .matcher(page)
                .results()
                .map(tag -> tag.group().replaceAll("\"[^\"]*\"", "\"\""))
                .toList();
        assertThat(tags)
                .as(path)
                .noneMatch(tag -> Pattern.compile("\\son\\w+\\s*=").matcher(tag).find());
        assertThat(page.split("<script", -1)).as(path).hasSizeLessThanOrEqualTo(4);
    }
}
