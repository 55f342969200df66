package io.recontact.testcontrol;

import io.recontact.testing.ContactCenter;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The clients of {@link TestControlTest}. */
@TestConfiguration(proxyBeanMethods = false)
class ControlledService {

    @Bean
    @Lazy
    Service.Calls calls(WebServerApplicationContext web) {
        return new Service.Calls(endpoint(web), Clock.systemUTC());
    }

    @Bean
    @Lazy
    RawCalls rawCalls(WebServerApplicationContext web) {
        return new RawCalls(endpoint(web), Clock.systemUTC());
    }

    @Bean
    @Lazy
    TestControls controls(WebServerApplicationContext web) {
        return new TestControls(endpoint(web));
    }

    @Bean
    @Lazy
    ContactCenters contactCenters(Service.Calls calls, RawCalls raw, QueuedChats waiting) {
        return () -> ContactCenter.open(calls, raw, waiting);
    }

    /** Opens contact centers. */
    interface ContactCenters {
        ContactCenter open();
    }

    private static URI endpoint(WebServerApplicationContext web) {
        return URI.create(
                "http://127.0.0.1:" + Objects.requireNonNull(web.getWebServer()).getPort());
    }
}
