package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** A reload, a lost network and a second tab cost a chat nothing: no text is lost, and none is there twice. */
@BrowserTest
class LostConnectionTests extends ShopFixture {

    LostConnectionTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void aReloadLosesNothing(Chromium customer, Chromium browser) {
        var agent = desk(browser, "Grace");
        var widget = chat(customer, agent);
        widget.send("My parcel is lost");
        agent.awaitText("My parcel is lost");
        agent.say("Let me look");
        widget.awaitText("Let me look");
        widget.type("#text", "It was to ");
        agent.type("I have ");

        widget.reload();
        browser.driver().navigate().refresh();

        widget.awaitText("#items", "Let me look");
        customer.await(_ -> widget.unsent().equals("It was to "));
        agent.awaitText("My parcel is lost");
        assertThat(agent.unsent()).isEqualTo("I have ");
        widget.send("come on Monday");
        agent.awaitText("It was to come on Monday");
        agent.say("found it");
        widget.awaitText("I have found it");
        assertOnce(
                agent.transcript(), "My parcel is lost", "Let me look", "It was to come on Monday", "I have found it");
        assertOnce(widget.text(), "My parcel is lost", "Let me look", "It was to come on Monday", "I have found it");
        assertThat(customer.problems()).isEmpty();
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void aCustomerWithoutNetworkLosesNothing(Chromium customer, Chromium browser) {
        var agent = desk(browser, "Grace");
        var widget = chat(customer, agent);
        widget.send("My parcel is lost");
        agent.awaitText("My parcel is lost");

        customer.offline(true);
        widget.send("Are you there?");
        agent.say("Let me look");
        widget.awaitText("Not sent");
        customer.screenshot("story-widget-offline");
        customer.offline(false);

        widget.click(".failed button");
        agent.awaitText("Are you there?");
        widget.awaitNo("Not sent");
        widget.awaitText("Let me look");
        assertOnce(widget.text(), "My parcel is lost", "Are you there?", "Let me look");

        // What was not sent before a reload is sent after it.
        customer.offline(true);
        widget.send("It was blue");
        widget.awaitText("Not sent");
        customer.offline(false);
        widget.reload();
        agent.awaitText("It was blue");
        widget.awaitText("#items", "It was blue");
        widget.awaitNo("Sending…");
        assertOnce(widget.text(), "My parcel is lost", "Are you there?", "Let me look", "It was blue");
        assertOnce(agent.transcript(), "My parcel is lost", "Are you there?", "Let me look", "It was blue");
        assertThat(customer.problems()).isEmpty();
    }

    @Test
    void anAgentWithoutNetworkLosesNothing(Chromium customer, Chromium browser) {
        var agent = desk(browser, "Grace");
        var widget = chat(customer, agent);
        agent.say("Let me look");

        browser.offline(true);
        agent.send("I have found it");
        agent.awaitText("#refused", "Not sent");
        assertThat(agent.unsent()).isEqualTo("I have found it");
        widget.send("Where is it?");
        widget.awaitNo("Sending…");
        agent.awaitText("#lost", "The connection is lost");
        browser.screenshot("story-desktop-offline");
        browser.offline(false);

        agent.awaitText("Where is it?");
        browser.await(_ -> browser.find("#lost").getText().isEmpty());
        browser.find("#message").sendKeys(Keys.ENTER);
        agent.awaitText("I have found it");
        widget.awaitText("I have found it");
        assertThat(agent.unsent()).isEmpty();
        assertThat(browser.find("#refused").getText()).isEmpty();
        assertOnce(agent.transcript(), "Let me look", "Where is it?", "I have found it");
        assertOnce(widget.text(), "Let me look", "Where is it?", "I have found it");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void twoTabsOfAnAgentAgree(Chromium customer, Chromium browser) {
        var agent = desk(browser, "Grace");
        var driver = browser.driver();
        var first = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        var second = driver.getWindowHandle();
        browser.show(Look.LIGHT);
        browser.open("/console/desktop");
        var widget = chat(customer, agent);
        agent.say("I am Grace");

        driver.switchTo().window(first);
        agent.awaitStatus("Available");
        agent.awaitText("#chats", "Connected");
        browser.click("#chats .contact a");
        agent.awaitText("I am Grace");
        agent.say("What is it?");
        widget.awaitText("What is it?");

        driver.switchTo().window(second);
        agent.awaitText("What is it?");
        assertOnce(agent.transcript(), "I am Grace", "What is it?");
        agent.end();

        driver.switchTo().window(first);
        browser.find("#complete");
        agent.complete();
        driver.switchTo().window(second);
        agent.awaitText("#chats", "You have no contacts");
    }

    private static void assertOnce(String text, String... messages) {
        for (var message : messages) {
            assertThat(text.split(Pattern.quote(message), -1))
                    .as("how often %s is in %s", message, text)
                    .hasSize(2);
        }
    }
}
