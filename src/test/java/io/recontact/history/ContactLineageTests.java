package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lineages of contacts in the admin API. */
@ServiceTest
class ContactLineageTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final JsonMapper json = new JsonMapper();

    ContactLineageTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private HttpResponse<String> get(String contact, String query) {
        return raw.get("/admin/v1/instances/%s/contacts/%s/lineage%s".formatted(tenant.instance(), contact, query));
    }

    private JsonNode page(String contact, String query) {
        var answer = get(contact, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    /** The contacts of a page, each with its position. */
    private static List<String> members(JsonNode page) {
        return page.path("Contacts")
                .valueStream()
                .map(contact -> contact.path("Position").asString() + " "
                        + contact.path("ContactId").asString())
                .toList();
    }

    private String resumed(String source) {
        clock.advance(Duration.ofSeconds(1));
        var id = tenant.start(chat -> chat.persistentChat(
                        persistent -> persistent.rehydrationType("FROM_SEGMENT").sourceContactId(source)))
                .contactId();
        tenant.stop(id);
        return id;
    }

    private String taskFor(String related) {
        clock.advance(Duration.ofSeconds(1));
        return tenant.connect()
                .startTaskContact(task -> task.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .relatedContactId(related))
                .contactId();
    }

    @Test
    void followsLinksBothWays() {
        var first = tenant.startAndStop();
        var second = resumed(first);
        var task = taskFor(first);
        var third = resumed(second);

        assertThat(members(page(second, "")))
                .containsExactly("BEFORE " + first, "REQUESTED " + second, "AFTER " + third);
        assertThat(members(page(first, "")))
                .containsExactly("REQUESTED " + first, "AFTER " + second, "AFTER " + task, "AFTER " + third);
        assertThat(members(page(task, ""))).containsExactly("BEFORE " + first, "REQUESTED " + task);
    }

    @Test
    void describesContactsAndLinks() {
        var first = tenant.startAndStop();
        var second = resumed(first);
        var task = taskFor(second);

        var contacts = page(second, "").path("Contacts");

        var before = contacts.get(0);
        assertThat(before.path("FollowsFrom")).isEmpty();
        assertThat(before.path("Channel").asString()).isEqualTo("CHAT");
        assertThat(before.path("InitiationMethod").asString()).isEqualTo("API");
        assertThat(before.path("DisconnectTimestamp").asDouble())
                .isGreaterThanOrEqualTo(before.path("InitiationTimestamp").asDouble());
        assertThat(contacts.get(1).path("FollowsFrom").toString())
                .isEqualTo("[{\"ContactId\":\"%s\",\"Link\":\"PERSISTENT_CHAT\"}]".formatted(first));
        assertThat(contacts.get(1).path("InitialContactId").asString()).isEqualTo(second);
        assertThat(contacts.get(2).path("ContactId").asString()).isEqualTo(task);
        assertThat(contacts.get(2).path("FollowsFrom").toString())
                .isEqualTo("[{\"ContactId\":\"%s\",\"Link\":\"RELATED\"}]".formatted(second));
        assertThat(contacts.get(2).path("Channel").asString()).isEqualTo("TASK");
        assertThat(contacts.get(2).has("DisconnectTimestamp")).isFalse();
    }

    @Test
    void namesThePreviousContactOfATransfer() {
        var task = taskFor(tenant.startAndStop());
        var transferred = tenant.connect()
                .transferContact(transfer ->
                        transfer.instanceId(tenant.instance()).contactId(task).contactFlowId(tenant.flow()))
                .contactId();

        var contacts = page(transferred, "").path("Contacts");

        assertThat(contacts).hasSize(3);
        assertThat(contacts.get(2).path("ContactId").asString()).isEqualTo(transferred);
        assertThat(contacts.get(2).path("FollowsFrom").get(0).path("Link").asString())
                .isEqualTo("PREVIOUS");
        assertThat(contacts.get(2).path("FollowsFrom").get(0).path("ContactId").asString())
                .isEqualTo(task);
    }

    @Test
    void pagesInOrder() {
        var all = new ArrayList<String>();
        all.add(tenant.startAndStop());
        for (int i = 0; i < 4; i++) {
            all.add(resumed(all.getLast()));
        }
        var found = new ArrayList<String>();
        var token = "";
        do {
            var page = page(all.get(2), "?maxResults=2" + token);
            assertThat(page.path("Contacts")).hasSizeLessThanOrEqualTo(2);
            found.addAll(members(page).stream()
                    .map(member -> member.split(" ", -1)[1])
                    .toList());
            token = page.has("NextToken")
                    ? "&nextToken=" + page.path("NextToken").asString()
                    : "";
        } while (!token.isEmpty());

        assertThat(found).isEqualTo(all);
    }

    @Test
    void refusesInvalidRequests() {
        var contact = tenant.startAndStop();
        resumed(contact);
        var token = page(contact, "?maxResults=1").path("NextToken").asString();
        var other = tenant.startAndStop();

        assertThat(get(other, "?nextToken=" + token).statusCode()).isEqualTo(400);
        assertThat(get(contact, "?nextToken=x").statusCode()).isEqualTo(400);
        assertThat(get(contact, "?maxResults=0").statusCode()).isEqualTo(400);
        assertThat(get(contact, "?maxResults=101").statusCode()).isEqualTo(400);
        assertThat(get(UUID.randomUUID().toString(), "").statusCode()).isEqualTo(404);
    }
}
