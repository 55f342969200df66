package io.recontact.console.browser;

import io.recontact.testing.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole service with its background jobs, and a browser for each parameter of type {@link Chromium} of a test
 * method. Skipped where Chromium or its driver is missing, and in CI.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@TestPropertySource(
        properties = {
            "recontact.transcript-search.every=200ms",
            "recontact.routing.every=1s",
            "recontact.flows.every=1s",
            "recontact.timers.every=1s",
        })
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {}
