package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The walk-through of the README by clicks: a customer and two agents at once, and who reads it later. */
@BrowserTest
class ConsoleStoryTests extends ShopFixture {

    private static final String LOST = "My parcel with the blue shoes is lost";

    ConsoleStoryTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void aChatFromTheWidgetToItsResumption(Chromium customer, Chromium first, Chromium second) {
        var grace = desk(first, "Grace");
        var alan = desk(second, "Alan");
        alan.status("Offline");
        var widget = chat(customer, grace);
        assertThat(widget.scriptSize()).isBetween(20_000L, 60_000L);

        talk(widget, grace);
        transfer(widget, grace, alan);
        end(widget, alan);
        alan.status("Offline");
        findAndRead(second);
        resume(widget, grace);

        assertThat(customer.problems()).isEmpty();
        assertThat(first.problems()).isEmpty();
        assertThat(second.problems()).isEmpty();
    }

    private static void talk(WidgetFrame widget, AgentDesk grace) {
        grace.type("I am Grace. ");
        widget.awaitText("#typing", "Grace is typing…");
        grace.say("What is it?");
        widget.awaitText("I am Grace. What is it?");
        widget.awaitNo("is typing…");
        grace.awaitText("#receipt", "Read");

        widget.type("#text", "My parcel ");
        grace.awaitText("#typing", "Ada is typing…");
        widget.send("with the blue shoes is lost");
        grace.awaitText(LOST);
        widget.awaitText("#items", "Read");

        grace.say("Let me look");
        widget.awaitText("Let me look");
    }

    private static void transfer(WidgetFrame widget, AgentDesk grace, AgentDesk alan) {
        alan.status("Available");
        grace.transferTo("Alan");
        alan.accept();
        alan.awaitText(LOST);
        alan.say("I am Alan, and I have found it");
        widget.awaitText("I am Alan, and I have found it");
        widget.send("Great!");
        alan.awaitText("Great!");
        // What comes after the transfer is no business of the first agent.
        assertThat(grace.transcript()).contains(LOST).doesNotContain("Great!");
        grace.complete();
    }

    private static void end(WidgetFrame widget, AgentDesk alan) {
        alan.end();
        widget.awaitText("How did we do?");
        alan.complete();
        widget.send("Very well");
        widget.awaitText("This chat has ended.");
    }

    private void findAndRead(Chromium browser) {
        administrator(browser, "edsger@example.com");
        browser.open("/console/contacts");
        browser.await(_ -> {
            browser.type("[name=q]", "\"blue shoes\" lost");
            browser.click(".filters button[type=submit]");
            browser.await(ExpectedConditions.urlContains("q="));
            return !browser.findAll("table.contacts mark").isEmpty();
        });
        browser.click("table.contacts tbody th a");
        browser.await(ExpectedConditions.urlMatches("/console/contacts/[0-9a-f-]{36}$"));
        browser.awaitText(LOST);
        browser.screenshot("story-contact");
    }

    private static void resume(WidgetFrame widget, AgentDesk grace) {
        widget.click("#continue");
        widget.awaitText("#items", LOST);
        grace.accept();
        widget.send("Now it is lost again");
        grace.awaitText("Now it is lost again");
        grace.awaitText(LOST);
        assertThat(grace.transcript())
                .containsSubsequence(LOST, "I have found it", "Very well", "Now it is lost again");
        widget.awaitText("Now it is lost again");
        assertThat(widget.text()).containsSubsequence(LOST, "I have found it", "Very well", "Now it is lost again");
        grace.browser().screenshot("story-resumed");
    }
}
