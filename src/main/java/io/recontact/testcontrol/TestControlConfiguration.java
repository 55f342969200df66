package io.recontact.testcontrol;

import io.recontact.api.TestControlsEnabled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Gives the service a clock that moves. */
@Configuration(proxyBeanMethods = false)
@TestControlsEnabled
class TestControlConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TestControlConfiguration.class);

    TestControlConfiguration(TestControlProperties settings) {
        log.warn(
                "TEST CONTROLS ARE ON: with recontact.test-controls.enabled, {} can move the clock, inject faults and delete"
                        + " all contacts without a signature. Never use it for data that matters.",
                settings.remote() ? "everyone who reaches the service" : "every process on this machine");
    }

    @Bean
    @Primary
    OffsetClock offsetClock() {
        return new OffsetClock();
    }
}
