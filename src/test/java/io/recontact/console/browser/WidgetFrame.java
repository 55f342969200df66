package io.recontact.console.browser;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/**
 * The chat widget of a page. Its frame is in a shadow tree, where WebDriver finds nothing, so scripts find the
 * elements; pointer and keyboard then do what those of a person do.
 */
final class WidgetFrame {

    private static final String ROOT = "const root = document.querySelector('recontact-widget')?.shadowRoot;";

    /** The document of the frame, which has the origin of the page. */
    private static final String CHAT = ROOT + """
            const frame = root?.querySelector('iframe');
            const chat = frame?.contentDocument;
            if (!chat?.body) {
                return null;
            }
            """;

    private static final String MIDDLE_OF = """
            const middle = (element, x, y) => {
                const box = element?.getBoundingClientRect();
                return box?.width ? [Math.round(x + box.x + box.width / 2), Math.round(y + box.y + box.height / 2)] : null;
            };
            """;

    private final Chromium browser;

    private WidgetFrame(Chromium browser) {
        this.browser = browser;
    }

    /** Opens the page to try the widget, and clicks its button. */
    static WidgetFrame open(Chromium browser) {
        browser.open("/widget");
        var frame = new WidgetFrame(browser);
        frame.clickAt(MIDDLE_OF + ROOT + "return middle(root?.querySelector('button'), 0, 0)");
        return frame;
    }

    /** Fills in the questions before the chat, and starts it. */
    void start(String name) {
        type("#field-DisplayName", name);
        click("#start-chat");
    }

    /** Loads the page again, where the widget opens by itself. */
    void reload() {
        browser.driver().navigate().refresh();
    }

    /** Waits for an element, and clicks it. */
    void click(String selector) {
        clickAt(MIDDLE_OF + CHAT + """
                const place = frame.getBoundingClientRect();
                return middle(chat.querySelector(arguments[0]), place.x, place.y);
                """, selector);
    }

    private void clickAt(String script, Object... arguments) {
        browser.await(_ -> browser.script(script, arguments) != null);
        var place = (List<?>) Objects.requireNonNull(browser.script(script, arguments));
        new Actions(browser.driver())
                .moveToLocation(number(place.get(0)), number(place.get(1)))
                .click()
                .perform();
    }

    /** Clicks into a field and types. */
    void type(String selector, String text) {
        click(selector);
        new Actions(browser.driver()).sendKeys(text).perform();
    }

    /** Types and sends a message. */
    void send(String message) {
        type("#text", message);
        new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
    }

    /** The text that is not sent yet. */
    String unsent() {
        return String.valueOf(inside("return chat.getElementById('text').value"));
    }

    /** Waits for a text that can be seen. */
    void awaitText(String text) {
        browser.await(_ -> text().contains(text));
    }

    /** Waits until a text can be seen no more. */
    void awaitNo(String text) {
        browser.await(_ -> !text().contains(text));
    }

    /** Waits for a text of an element. */
    void awaitText(String selector, String text) {
        browser.await(_ -> String.valueOf(inside("return chat.querySelector(arguments[0])?.innerText", selector))
                .contains(text));
    }

    /** The visible text of the chat. */
    String text() {
        return String.valueOf(inside("return chat.body.innerText"));
    }

    /** Returns the size of the scripts of the chat, in bytes before compression. */
    long scriptSize() {
        return number(inside("""
                return frame.contentWindow.performance.getEntriesByType('resource')
                    .filter(entry => entry.name.endsWith('.js'))
                    .reduce((size, script) => size + script.decodedBodySize, 0)"""));
    }

    /** Returns what axe-core finds in the chat. */
    List<String> inaccessible() {
        var driver = browser.driver();
        var root = driver.findElement(By.cssSelector("recontact-widget")).getShadowRoot();
        driver.switchTo().frame(root.findElement(By.cssSelector("iframe")));
        try {
            return browser.inaccessible();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    private @Nullable Object inside(String script, Object... arguments) {
        return browser.script(CHAT + script, arguments);
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
