package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The widget and the page to try it as people see them. */
@BrowserTest
class WidgetLooksTests extends ShopFixture {

    private final AgentClient agent;

    WidgetLooksTests(Service.Calls calls, RawCalls raw) {
        super(calls);
        agent = new AgentClient(people.tenant(), raw, GRACE);
    }

    @ParameterizedTest
    @EnumSource
    void theWidgetIsForEveryone(Look look, Chromium browser) {
        browser.show(look);
        browser.open("/widget");
        browser.screenshot("widget-page-" + look);
        assertThat(browser.inaccessible()).isEmpty();
        assertThat(browser.sideways()).isZero();

        var widget = WidgetFrame.open(browser);
        widget.awaitText("Start the chat");
        browser.screenshotOfWindow("widget-start-" + look);
        assertThat(widget.inaccessible()).isEmpty();

        widget.start("Ada");
        widget.awaitText("Welcome to the shop");
        agent.available();
        var answering = calls.joined(agent.accept(agent.awaitOffer()));
        widget.send("Hello, where is my parcel?");
        await().until(() ->
                answering.everything().stream().map(Item::content).anyMatch("Hello, where is my parcel?"::equals));
        answering.say("See https://shop.example/orders/17, it comes on Monday.");
        answering.event("typing");
        widget.awaitText("is typing…");
        browser.screenshotOfWindow("widget-chat-" + look);
        assertThat(widget.inaccessible()).isEmpty();

        widget.click("#end");
        browser.screenshotOfWindow("widget-ending-" + look);
        widget.click("#ending-yes");
        widget.awaitText("This chat has ended.");
        browser.screenshotOfWindow("widget-ended-" + look);
        assertThat(widget.inaccessible()).isEmpty();
        assertThat(browser.problems()).isEmpty();
    }
}
