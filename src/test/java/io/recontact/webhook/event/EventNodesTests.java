package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.exception.SdkException;

/** Several nodes deliver the events of one database: in order per contact, also when nodes stop or are killed. */
class EventNodesTests extends EventReceiverFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Service.Tenant tenant;
    private final Environment environment;
    private final JdbcClient jdbc;
    private final MutableClock clock;

    EventNodesTests(Service.Calls calls, Environment environment, JdbcClient jdbc, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.environment = environment;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private ConfigurableApplicationContext startNode() {
        return Node.inThisJvm(environment, settings());
    }

    private void update(String contact, int number) {
        jdbc.sql("update contact set queue_priority = :number where id = :id")
                .param("number", number)
                .param("id", UUID.fromString(contact))
                .update();
    }

    @Test
    void deliverEachEventOnceAndInOrder() {
        try (var other = startNode()) {
            assertThat(other.isRunning()).isTrue();
            var contacts = Stream.generate(tenant::start).limit(8).toList();
            ConcurrentCalls.run(8, racer -> {
                for (int i = 0; i < 40; i++) {
                    update(contacts.get(racer), i + 1);
                    update(contacts.get((racer + 1) % 8), 1000 + i);
                }
                return racer;
            });
            contacts.forEach(tenant::stop);

            for (var contact : contacts) {
                for (var receiver : List.of(crm, archive)) {
                    await().atMost(PATIENCE)
                            .until(() -> receiver.typesOf(contact).contains("COMPLETED"));
                    // No node was killed and no lease expired, so nothing arrives twice.
                    assertThat(receiver.typesOf(contact))
                            .hasSize(83)
                            .startsWith("INITIATED")
                            .endsWith("CONTACT_DATA_UPDATED", "DISCONNECTED", "COMPLETED");
                }
                assertThat(crm.acceptedOf(contact).stream().map(EventReceiver.Received::id))
                        .doesNotHaveDuplicates()
                        .containsExactlyElementsOf(archive.acceptedOf(contact).stream()
                                .map(EventReceiver.Received::id)
                                .toList());
            }
        }
    }

    @Test
    void loseNoEventWhenOneIsKilled() {
        var contacts = new ArrayList<String>();
        var settings = settings().stream().map(setting -> "--" + setting).toArray(String[]::new);
        var asked = new AtomicInteger();
        try (var other = Node.beside(environment, settings);
                var there = Service.client(other.endpoint(), clock, Service.KEY_ID, Service.KEY_SECRET)) {
            var tenantThere = new Service.Tenant(there, tenant.instance(), tenant.flow());
            crm.answer(_ -> {
                if (asked.incrementAndGet() == 20) {
                    other.kill();
                }
                return 200;
            });
            try {
                for (int i = 0; i < 1000; i++) {
                    var contact = tenantThere.start();
                    contacts.add(contact);
                    tenantThere.stop(contact);
                }
            } catch (SdkException _) {
                // The node was killed.
            }
        }
        crm.reset();
        assertThat(contacts).hasSizeBetween(3, 999);

        clock.advance(Duration.ofMinutes(2));

        // The last contact may have been started but not stopped.
        for (var contact : contacts.subList(0, contacts.size() - 1)) {
            for (var receiver : List.of(crm, archive)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(new LinkedHashSet<>(receiver.typesOf(contact)))
                                .containsExactly("INITIATED", "DISCONNECTED", "COMPLETED"));
            }
        }
        // The events that the killed node was delivering arrive again.
        var ids = crm.accepted().stream().map(EventReceiver.Received::id).toList();
        assertThat(ids).hasSizeLessThanOrEqualTo(new LinkedHashSet<>(ids).size() + AT_ONCE);
    }
}
