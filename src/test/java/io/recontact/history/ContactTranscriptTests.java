package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Transcripts in the admin API. */
@ServiceTest
class ContactTranscriptTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final JsonMapper json = new JsonMapper();

    ContactTranscriptTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private HttpResponse<String> get(String contact, String rest) {
        return raw.get("/admin/v1/instances/%s/contacts/%s/transcript%s".formatted(tenant.instance(), contact, rest));
    }

    private JsonNode page(String contact, String query) {
        var answer = get(contact, "?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static List<String> messages(JsonNode transcript) {
        return transcript
                .valueStream()
                .filter(item -> item.path("Type").asString().equals("MESSAGE"))
                .map(item -> item.path("Content").asString())
                .toList();
    }

    /** A chat of two contacts whose customer says the name of each, continued from another chat. */
    private StartChatContactResponse ended(String name) {
        return say(tenant.start(_ -> {}), name);
    }

    private StartChatContactResponse continued(String source, String name) {
        return say(
                tenant.start(chat -> chat.persistentChat(persistent ->
                        persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(source))),
                name);
    }

    private StartChatContactResponse say(StartChatContactResponse chat, String name) {
        Participant customer = calls.customerOf(chat);
        customer.say(name + " 1");
        customer.say(name + " 2");
        tenant.stop(chat.contactId());
        return chat;
    }

    @Test
    void readsAnEndedChatWithoutANewOne() {
        var chat = ended("past");

        var page = page(chat.contactId(), "");

        assertThat(page.path("InitialContactId").asString()).isEqualTo(chat.contactId());
        assertThat(messages(page.path("Transcript"))).containsExactly("past 2", "past 1");
        assertThat(page.has("NextToken")).isFalse();
    }

    @Test
    void readsALiveChat() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("Hello");

        assertThat(messages(page(chat.contactId(), "scanDirection=FORWARD").path("Transcript")))
                .containsExactly("Hello");
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACT, BACKWARD, 'new 2,new 1'",
        "SESSION, BACKWARD, 'new 2,new 1'",
        "SESSION, FORWARD, 'new 1,new 2'",
        "PERSISTENT_CHAT, BACKWARD, 'new 2,new 1,past 2,past 1'"
    })
    void pagesThroughAScope(String scope, String direction, String expected) {
        var chat = continued(ended("past").contactId(), "new");
        var found = new ArrayList<String>();
        String token = "";
        do {
            var page = page(
                    chat.contactId(), "scope=%s&scanDirection=%s&maxResults=1%s".formatted(scope, direction, token));
            assertThat(page.path("Transcript")).hasSizeLessThanOrEqualTo(1);
            found.addAll(messages(page.path("Transcript")));
            token = page.has("NextToken")
                    ? "&nextToken=" + page.path("NextToken").asString()
                    : "";
        } while (!token.isEmpty());

        assertThat(String.join(",", found)).isEqualTo(expected);
    }

    @Test
    void writesTheFileOfAmazonConnect() {
        var chat = ended("past");

        var file = get(chat.contactId(), "/file");

        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"%s.json\"".formatted(chat.contactId()));
        var content = json.readTree(file.body());
        assertThat(content.propertyNames())
                .containsExactly(
                        "Version",
                        "AWSAccountId",
                        "InstanceId",
                        "InitialContactId",
                        "ContactId",
                        "Participants",
                        "Transcript");
        assertThat(content.path("Version").asString()).isEqualTo("2019-08-26");
        assertThat(content.path("AWSAccountId").asString()).matches("\\d{12}");
        assertThat(content.path("InstanceId").asString()).isEqualTo(tenant.instance());
        assertThat(content.path("ContactId").asString()).isEqualTo(chat.contactId());
        assertThat(content.path("Participants").path(0).path("ParticipantId").asString())
                .isEqualTo(chat.participantId());
        assertThat(messages(content.path("Transcript"))).containsExactly("past 1", "past 2");
        assertThat(content.path("Transcript").path(0).path("AbsoluteTime").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void writesPastSessionsFirst() {
        var chat = continued(continued(ended("past").contactId(), "later").contactId(), "new");

        var content = json.readTree(
                get(chat.contactId(), "/file?scope=PERSISTENT_CHAT").body());

        assertThat(messages(content.path("Transcript")))
                .containsExactly("past 1", "past 2", "later 1", "later 2", "new 1", "new 2");
    }

    @Test
    void writesLongTranscripts() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        for (int i = 0; i < 510; i++) {
            customer.say("message " + i);
        }

        var lines = get(chat.contactId(), "/file?format=TEXT").body().lines().filter(line -> line.contains("message"));

        assertThat(lines).hasSize(510).last().asString().endsWith("Ada (CUSTOMER): message 509");
    }

    @Test
    void escapesTextInPages() {
        var chat = tenant.start(request -> request.participantDetails(details -> details.displayName("<b>Eve</b>")));
        calls.customerOf(chat).say("<script>alert(1)</script> & \"more\"");

        var file = get(chat.contactId(), "/file?format=HTML");

        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(file.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"more\"", "&lt;b&gt;Eve&lt;/b&gt;")
                .doesNotContain("<script", "<b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?scope=ALL",
                "?scanDirection=UP",
                "?maxResults=0",
                "?maxResults=101",
                "?nextToken=bogus",
                "/file?format=PDF",
                "/file?scope=contact"
            })
    void refusesInvalidParameters(String rest) {
        var answer = get(tenant.start(), rest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.readTree(answer.body()).path("detail").asString()).isNotEmpty();
    }

    @Test
    void refusesATokenOfAnotherChat() {
        var token = page(ended("past").contactId(), "maxResults=1")
                .path("NextToken")
                .asString();

        assertThat(get(tenant.start(), "?nextToken=" + token).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesTasks() {
        var task = tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back"))
                .contactId();

        assertThat(get(task, "").statusCode()).isEqualTo(400);
        assertThat(get(task, "/file").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/file"})
    void findsNoExpiredOrForeignContact(String rest) {
        var chat = ended("past").contactId();
        var other = calls.newTenant();
        assertThat(raw.get("/admin/v1/instances/%s/contacts/%s/transcript%s".formatted(other.instance(), chat, rest))
                        .statusCode())
                .isEqualTo(404);

        clock.advance(Duration.ofDays(732));

        assertThat(get(chat, rest).statusCode()).isEqualTo(404);
    }
}
