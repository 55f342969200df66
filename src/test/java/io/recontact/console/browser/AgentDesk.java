package io.recontact.console.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** The desktop of an agent, in a browser. */
record AgentDesk(Chromium browser) {

    /** Chooses a status, unless it is chosen already. */
    void status(String name) {
        if (!name.equals(status())) {
            browser.await(_ -> {
                new Select(browser.find("#status-choice")).selectByVisibleText(name);
                return true;
            });
            awaitStatus(name);
        }
    }

    /** Waits until the page shows a status. */
    void awaitStatus(String name) {
        browser.await(_ -> name.equals(status()));
    }

    private String status() {
        return String.valueOf(
                browser.script("return document.querySelector('#status-choice')?.selectedOptions[0]?.text"));
    }

    /** Waits for an offer, accepts it and waits for the chat. */
    void accept() {
        browser.click("#chats [id^='accept-']");
        browser.find("#message");
    }

    /** Types without sending. */
    void type(String text) {
        browser.find("#message").sendKeys(text);
    }

    /** Types and sends. */
    void send(String text) {
        type(text);
        browser.find("#message").sendKeys(Keys.ENTER);
    }

    /** Sends a message, and waits until the transcript has it. */
    void say(String text) {
        send(text);
        awaitText(text);
    }

    /** The text that is not sent yet. */
    String unsent() {
        return String.valueOf(browser.find("#message").getDomProperty("value"));
    }

    /** Waits for a text in the transcript. */
    void awaitText(String text) {
        browser.await(_ -> transcript().contains(text));
    }

    /** Waits for a text in another part of the page. */
    void awaitText(String selector, String text) {
        browser.await(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    /** The transcript as a person sees it who scrolls. Selenium's text has not what is above the visible part. */
    String transcript() {
        return String.valueOf(browser.find(".transcript").getDomProperty("innerText"));
    }

    /** Transfers the chat by a quick connect. */
    void transferTo(String quickConnect) {
        browser.click("details.transfer summary");
        browser.click(
                By.xpath("//details[contains(@class, 'transfer')]//button[contains(., '%s')]".formatted(quickConnect)));
        browser.find("#complete");
    }

    /** Ends the chat. */
    void end() {
        browser.click("#end button");
        browser.find("#complete");
    }

    /** Completes the after-contact work. */
    void complete() {
        browser.click("#complete button");
        awaitText("#chats", "You have no contacts");
    }
}
