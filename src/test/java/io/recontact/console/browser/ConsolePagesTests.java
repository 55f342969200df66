package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each page as people see it: in light and dark, on a phone, with a screen reader, and with hostile texts. */
@BrowserTest
class ConsolePagesTests {

    /** The most that docs/console.md promises, in bytes before compression. */
    private static final long MAX_SCRIPT = 150_000;

    private final ApplicationContext service;
    private final RequestMappingHandlerMapping mappings;

    ConsolePagesTests(
            ApplicationContext service,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.service = service;
        this.mappings = mappings;
    }

    private static List<Page> pages() {
        return Stream.of(Pages.ALL, Pages.AFTER_A_CHANGE).flatMap(List::stream).toList();
    }

    @Test
    void everyPageIsListed() {
        var mapped = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().isEmpty()
                        || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/console"))
                .filter(pattern -> Pages.PARTS.stream().noneMatch(pattern::matches))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pages().stream().map(Page::pattern)).containsAll(mapped);
    }

    @TestFactory
    Stream<DynamicTest> pagesAreForEveryone(Chromium browser) {
        var scene = Scene.of(service, Texts.plain());
        return pages().stream()
                .flatMap(page -> Arrays.stream(Look.values())
                        .map(look -> DynamicTest.dynamicTest("%s-%s".formatted(page.name(), look), () -> {
                            browser.show(look);
                            page.open(browser, scene);
                            browser.screenshot("%s-%s".formatted(page.name(), look));

                            assertThat(browser.inaccessible()).isEmpty();
                            assertThat(browser.sideways())
                                    .as("scrolls sideways")
                                    .isZero();
                            assertThat(browser.scriptSize())
                                    .as("bytes of script")
                                    .isBetween(50_000L, MAX_SCRIPT);
                            assertThat(browser.problems()).isEmpty();
                        })));
    }

    @TestFactory
    Stream<DynamicTest> pagesRunNoTextOfAPerson(Chromium browser) {
        var scene = Scene.of(service, Texts.hostile());
        browser.show(Look.PHONE);
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> {
                    page.open(browser, scene);
                    browser.screenshot("hostile-" + page.name());

                    assertThat(browser.sideways()).as("scrolls sideways").isZero();
                    assertThat(browser.problems()).isEmpty();
                    assertThat(browser.source()).doesNotContain(Texts.Hostile.EVALUATED);
                    assertThat(browser.findAll(
                                    "[href^='javascript:'], [src^='javascript:'], iframe, base, img[onerror]"))
                            .isEmpty();
                }));
    }

    /** Shows that the test above would notice. */
    @Test
    void whatRunsIsNoticed(Chromium browser) {
        browser.open("/console/sign-in");
        assertThat(browser.problems()).isEmpty();

        browser.script("document.querySelector('main').innerHTML = '<img src=/none onerror=x()>'");
        browser.await(_ -> browser.problems().stream().anyMatch(problem -> problem.contains("script-src")));

        browser.script("x()");
        assertThat(browser.problems()).anyMatch(problem -> problem.contains("has run"));
    }
}
