package io.recontact.console.browser;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser of one person, with cookies of its own. It waits for what a person would wait for, and notes whatever runs
 * or is refused on a page that should not.
 */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** The height of the longest picture, in CSS pixels. */
    private static final long MAX_HEIGHT = 4000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Hostile texts call {@code x()}. Runs before all scripts of each page. */
    private static final String WATCH = """
            window.problems = [];
            window.x = () => { window.problems.push('A text of a person has run'); };
            addEventListener('securitypolicyviolation', event => window.problems.push(
                `Refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
            addEventListener('error', event => window.problems.push(`Error: ${event.message}`));
            addEventListener('unhandledrejection', event => window.problems.push(`Error: ${event.reason}`));
            """;

    private final ChromeDriver driver;
    private final URI endpoint;
    private @Nullable String signedIn;
    private boolean hasLostTheNetwork;

    private Chromium(ChromeDriver driver, URI endpoint) {
        this.driver = driver;
        this.endpoint = endpoint;
    }

    /** Starts a browser for a service. */
    static Chromium start(URI endpoint) {
        var options = new ChromeOptions();
        options.setBinary(BrowserPrograms.chromium().toFile());
        options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, Level.ALL.getName()));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(BrowserPrograms.driver().toFile())
                .build();
        var browser = new Chromium(new ChromeDriver(service, options), endpoint);
        browser.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        browser.show(Look.LIGHT);
        return browser;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Changes how the pages are shown. Transitions are off, so that no color is between two others. */
    void show(Look look) {
        show(look, look.width, look.height);
    }

    /** Changes how the pages are shown, in a window of another size. */
    void show(Look look, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", look.isPhone()));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", look.colors),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Takes the network away from the open page, or gives it back. */
    void offline(boolean isOffline) {
        hasLostTheNetwork = true;
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", isOffline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Opens a page, and waits until its parts are there. */
    void open(String path) {
        driver.get(endpoint + path);
        awaitParts();
    }

    /** Waits until no part of the page is on its way. */
    void awaitParts() {
        await(_ -> Boolean.TRUE.equals(
                script("return document.readyState === 'complete' && !document.querySelector('.htmx-request')")));
    }

    /** Signs a user in, unless this browser has. Null signs out. */
    void signInAs(String instanceAlias, @Nullable String username, String password) {
        var wanted = username == null ? null : instanceAlias + "/" + username;
        if (wanted != null && wanted.equals(signedIn)) {
            return;
        }
        driver.manage().deleteAllCookies();
        signedIn = wanted;
        if (username == null) {
            return;
        }
        open("/console/sign-in");
        var instance = find("[name=instance]");
        if (instance.isDisplayed()) {
            instance.sendKeys(instanceAlias);
        }
        type("[name=username]", username);
        type("[name=password]", password);
        click("#sign-in [type=submit]");
        await(ExpectedConditions.not(ExpectedConditions.urlContains("/sign-in")));
        awaitParts();
    }

    /** Waits for a condition, and returns its result. */
    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    /** Waits for a text anywhere on the page. */
    void awaitText(String text) {
        await(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
    }

    /** Waits for an element. */
    WebElement find(String selector) {
        var element = By.cssSelector(selector);
        await(browser -> !browser.findElements(element).isEmpty());
        return driver.findElement(element);
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until an element can be clicked, and clicks it. */
    void click(String selector) {
        click(By.cssSelector(selector));
    }

    /** Waits until an element can be clicked, and clicks it. Live parts of a page may replace it in between. */
    void click(By element) {
        await(browser -> {
            var found = ExpectedConditions.elementToBeClickable(element).apply(browser);
            if (found != null) {
                found.click();
            }
            return found;
        });
    }

    /** Clicks an element and waits for another one, unless that one is there already. */
    void clickUnless(String present, String selector) {
        if (findAll(present).isEmpty()) {
            click(selector);
            find(present);
        }
    }

    /** Replaces the text of a field. */
    void type(String selector, String text) {
        var field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String source() {
        return String.valueOf(driver.getPageSource());
    }

    /** Writes a picture of what the window shows to {@code target/screenshots}. */
    void screenshotOfWindow(String name) {
        write(name, driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")));
    }

    /** Writes a picture of the whole page to {@code target/screenshots}. */
    void screenshot(String name) {
        var size = (Map<?, ?>)
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).getOrDefault("cssContentSize", Map.of());
        var clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                number(size.get("width")),
                "height",
                Math.min(number(size.get("height")), MAX_HEIGHT),
                "scale",
                1);
        var picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        write(name, picture);
    }

    private static void write(String name, Map<String, Object> picture) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** Returns what axe-core finds on the page, one line for each rule and element. */
    List<String> inaccessible() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> "%s: %s %s".formatted(rule.getId(), node.getTarget(), node.getHtml())))
                        .toList();
    }

    /** Returns what has run, failed or been refused on this page, and since the last call in the console's log. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (script("return window.problems") instanceof List<?> found) {
            found.forEach(problem -> problems.add(String.valueOf(problem)));
        }
        var page = driver.getCurrentUrl();
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                // An error page has the status of the error.
                .filter(message -> !message.startsWith(page + " - Failed to load resource"))
                .filter(message -> !hasLostTheNetwork || !isOfTheNetwork(message))
                .forEach(problems::add);
        return problems;
    }

    private static boolean isOfTheNetwork(String message) {
        return message.contains("net::ERR_")
                || message.contains("htmx:afterRequest")
                || message.contains("htmx:sendError")
                || message.contains("htmx:sseError");
    }

    /** Returns the size of the scripts that the page has loaded, in bytes before compression. */
    long scriptSize() {
        return number(script("""
                return performance.getEntriesByType('resource').filter(entry => entry.initiatorType === 'script')
                    .reduce((size, script) => size + script.decodedBodySize, 0)"""));
    }

    /** Returns how far the page can be scrolled sideways, in CSS pixels. */
    long sideways() {
        return number(script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
