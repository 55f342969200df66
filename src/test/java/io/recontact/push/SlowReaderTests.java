package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service closes the websocket of a client that does not read. No other client waits for it. */
@ServiceTest
class SlowReaderTests {

    /** The longest message in bytes: the buffers of the network hold megabytes. */
    private static final String LONG = "😀".repeat(12_000);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final MeterRegistry meters;

    SlowReaderTests(Service.Calls calls, MeterRegistry meters) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.meters = meters;
    }

    private double cut() {
        return meters.find("recontact.websockets.cut").counters().stream()
                .filter(counter -> !"silent".equals(counter.getId().getTag("reason")))
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void isDisconnectedWithoutDelayingOthers() {
        var chat = tenant.start(c -> c.supportedMessagingContentTypes("text/plain", "application/json"));
        var customer = calls.customerOf(chat);
        var before = cut();
        try (var slow = TcpSocket.open(customer.websocketUrl());
                var other = customer.subscribe()) {
            slow.subscribe();
            assertThat(slow.read().payload()).contains("success"); // the client reads nothing more
            var sent = new ArrayList<String>();
            while (cut() == before) {
                assertThat(sent)
                        .as("messages until a client that does not read is cut")
                        .hasSizeLessThan(1_000);
                sent.add(customer.client()
                        .sendMessage(r -> r.connectionToken(customer.connectionToken())
                                .contentType("application/json")
                                .content(LONG))
                        .id());
                // Gives the other client time to read on a busy machine, so that its websocket stays open.
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> other.frames().size() > sent.size());
            }
            sent.add(customer.say("after it was cut").id());
            other.awaitMessage("after it was cut");

            assertThat(other.items().stream()
                            .filter(item -> item.path("Type").asString().equals("MESSAGE"))
                            .map(item -> item.path("Id").asString()))
                    .isEqualTo(sent);
            var gauge = meters.get("recontact.websockets.open").gauge();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> gauge.value() == 1);
            assertThat(other.isClosed()).isFalse();
        }
    }
}
