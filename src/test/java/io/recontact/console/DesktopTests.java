package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The work of an agent at the desktop, from the status to the completion of a contact. */
@ServiceTest
class DesktopTests extends DesktopFixture {

    DesktopTests(Service.Calls calls, QueuedChats waiting) {
        super(calls, waiting);
    }

    @Test
    void takesAChatFromTheOfferToItsCompletion() {
        var browser = available("ada");
        assertThat(browser.get(DESKTOP).body()).contains("You have no contacts", "dot ROUTABLE");
        var chat = waiting.in(people.tenant(), queue);
        await().untilAsserted(() -> assertThat(browser.get(DESKTOP).body())
                .contains("Offered", "data-seconds-left", path(chat) + "/accept"));
        assertThat(browser.get(path(chat)).body())
                .contains(">Accept<", ">Reject<")
                .doesNotContain("id=\"composer\"");

        assertThat(target(browser.submit(DESKTOP, path(chat) + "/accept", Map.of())))
                .isEqualTo(path(chat));
        chat.customer().say("My shoes are too small");
        assertThat(browser.get(path(chat)).body()).contains("My shoes are too small", "id=\"composer\"", "End chat");
        say(browser, chat, "Let me look");
        assertThat(chat.customer().everything())
                .anySatisfy(item -> assertThat(item.content()).isEqualTo("Let me look"));

        assertThat(target(browser.submit(path(chat), path(chat) + "/end", Map.of())))
                .isEqualTo(path(chat));
        assertThat(browser.get(path(chat)).body())
                .contains("after-contact work", "My shoes are too small", "Let me look", ">Complete<")
                .doesNotContain("id=\"composer\"");
        assertThat(target(browser.submit(path(chat), path(chat) + "/complete", Map.of())))
                .isEqualTo(DESKTOP);
        assertThat(browser.get(DESKTOP).body()).contains("You have no contacts");
        assertThat(browser.get(path(chat)).statusCode()).isEqualTo(404);
    }

    @Test
    void sendsWithoutAScript() {
        var browser = available("ada");
        var chat = accepted(browser);
        var token = UUID.randomUUID().toString();

        var form = Map.of("text", "One\r\ntwo", "clientToken", token);
        assertThat(target(browser.submit(path(chat), path(chat) + "/messages", form)))
                .isEqualTo(path(chat));
        browser.submit(path(chat), path(chat) + "/messages", form);

        assertThat(chat.customer().everything().stream().filter(item -> "One\ntwo".equals(item.content())))
                .hasSize(1);
    }

    @Test
    void rejectsAnOffer() {
        var browser = available("ada");
        var chat = waiting.in(people.tenant(), queue);
        await().untilAsserted(() -> assertThat(browser.get(DESKTOP).body()).contains(path(chat) + "/reject"));

        assertThat(target(browser.submit(DESKTOP, path(chat) + "/reject", Map.of())))
                .isEqualTo(DESKTOP);

        assertThat(browser.get(path(chat)).body()).contains("Rejected", ">Dismiss<");
        var tooLate = browser.submit(DESKTOP, path(chat) + "/accept", Map.of());
        assertThat(tooLate.statusCode()).isEqualTo(409);
        assertThat(tooLate.body()).contains("role=\"alert\"", "no longer offered");
    }

    @Test
    void anAgentWhoNeverSetAStatusIsOffline() {
        assertThat(signedIn("ada").get(DESKTOP).body())
                .containsPattern("<option[^>]*selected[^>]*>Offline<")
                .contains("dot OFFLINE");
    }

    @Test
    void setsAStatusWithItsReason() {
        var tenant = people.tenant();
        tenant.connect()
                .createAgentStatus(status ->
                        status.instanceId(tenant.instance()).name("Lunch").state("ENABLED"));
        var browser = available("ada");
        var chat = accepted(browser);

        setStatus(browser, "Lunch");

        assertThat(browser.get(DESKTOP).body()).contains("Available, then Lunch");
        browser.submit(DESKTOP, path(chat) + "/end", Map.of());
        browser.submit(DESKTOP, path(chat) + "/complete", Map.of());
        assertThat(browser.get(DESKTOP + "/status").body())
                .contains("dot CUSTOM")
                .doesNotContain(", then");
        var unknown = browser.submit(
                DESKTOP, DESKTOP + "/status", Map.of("status", UUID.randomUUID().toString()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("role=\"alert\"");
    }

    @Test
    void refusesAMessageToAnEndedChatAndKeepsTheForm() {
        var browser = available("ada");
        var chat = accepted(browser);
        people.tenant().stop(chat.contact());

        var fields = Map.of("text", "too late", "clientToken", UUID.randomUUID().toString());
        var part = browser.part(path(chat), path(chat) + "/messages", fields);
        assertThat(part.statusCode()).isEqualTo(422);
        assertThat(part.body()).contains("notice bad").doesNotContain("<html");
        var page = browser.submit(path(chat), path(chat) + "/messages", fields);
        assertThat(page.statusCode()).isBetween(400, 499);
        assertThat(page.body()).contains("role=\"alert\"", "<html");
        assertThat(browser.submit(path(chat), path(chat) + "/end", Map.of()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void agentsSeeTheirOwnContactsOnly() {
        var browser = available("ada");
        var chat = accepted(browser);
        people.inProfile("grace", "Agent");
        var other = signedIn("grace");

        for (var path : List.of("", "/items", "/earlier?before=x")) {
            assertThat(other.get(path(chat) + path).statusCode()).as(path).isEqualTo(404);
        }
        for (var action : List.of("accept", "reject", "end", "complete")) {
            var answer = other.submit(DESKTOP, path(chat) + "/" + action, Map.of());
            assertThat(answer.statusCode()).as(action).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("id=\"items\"");
        }
        assertThat(other.part(
                                DESKTOP,
                                path(chat) + "/messages",
                                Map.of(
                                        "text",
                                        "x",
                                        "clientToken",
                                        UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get(path(chat)).body()).contains("End chat");
    }
}
