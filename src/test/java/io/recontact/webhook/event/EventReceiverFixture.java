package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two event endpoints that all tests of a service share. */
@ServiceTest
abstract class EventReceiverFixture {

    static final String SECRET = "a-secret-between-us";

    /** The number of contacts delivered to an endpoint concurrently. */
    static final int AT_ONCE = 4;

    static final EventReceiver crm = new EventReceiver();
    static final EventReceiver archive = new EventReceiver();

    @DynamicPropertySource
    static void endpoints(DynamicPropertyRegistry registry) {
        for (var setting : settings()) {
            var parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
    }

    /** The settings of every node in these tests. */
    static List<String> settings() {
        return new ArrayList<>(List.of(
                "recontact.events.answer-within=2s",
                "recontact.events.longest-pause=4s",
                "recontact.events.at-once=" + AT_ONCE,
                "recontact.events.poll-every=50ms",
                // Tests call the job themselves.
                "recontact.events.confirm-every=1d",
                "recontact.events.endpoints[0].name=crm",
                "recontact.events.endpoints[0].url=" + crm.url(),
                "recontact.events.endpoints[0].secret=" + SECRET,
                "recontact.events.endpoints[1].name=archive",
                "recontact.events.endpoints[1].url=" + archive.url(),
                "recontact.events.endpoints[1].secret="));
    }

    static void awaitReceived(String contact, String... expected) {
        for (var receiver : List.of(crm, archive)) {
            await().untilAsserted(() -> assertThat(receiver.typesOf(contact)).containsExactly(expected));
        }
    }

    @AfterEach
    void acceptAllRequests() {
        crm.reset();
        archive.reset();
    }
}
