package io.recontact.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs flows that others have published, unchanged; aws/flows/README.md lists their sources. */
@ServiceTest
class PublicFlowTests {

    private final Service.Tenant tenant;
    private final FlowFixtures running;

    PublicFlowTests(Service.Calls calls, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
    }

    private static String content(String name) {
        try (var file = Objects.requireNonNull(PublicFlowTests.class.getResourceAsStream("/aws/flows/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void comparesAnAttribute() {
        var valid = running.start(
                content("contract-attribute.json"), r -> r.attributes(Map.of("verificationCode", "foobar")));
        var invalid = running.start(content("contract-attribute.json"));

        running.awaitSaid(valid.contact(), "\"verificationCode\" is\"foobar\"", "\"verificationCode\" was detected!");
        running.awaitSaid(invalid.contact(), "\"verificationCode\" is\"\"", "MISSING \"verificationCode\"!");
        running.awaitFlowEnd(valid.contact());
        assertThat(tenant.describe(valid.contact()).disconnectTimestamp()).isNull();
    }

    @Test
    void queuesTheCustomer() {
        var queue = AgentClient.basicQueue(tenant);
        var chat = running.start(
                content("sample-queue-customer.json").replaceAll("arn:aws:connect:[^\"]*/queue/[^\"]*", queue));
        running.awaitFlowEnd(chat.contact());

        assertThat(tenant.describe(chat.contact()).queueInfo().id()).isEqualTo(queue);
        assertThat(running.said(chat.contact())).isEmpty();
    }

    @Test
    void saysGoodbyeWithoutAQueue() {
        var chat = running.start(content("sample-queue-customer.json"));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact()))
                .containsExactly("We are not able to take your call right now. Goodbye.");
    }

    @Test
    void endsWithoutItsModule() {
        var chat = running.start(content("survey-example-disconnect.json"));
        running.awaitEnded(chat.contact());

        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
    }
}
