package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Chats whose items go to endpoints. */
abstract class StreamDeliveryFixture extends StreamingFixture {

    static final Duration PAST_ANY_PAUSE = Duration.ofSeconds(5);
    static final Duration PAST_A_LOOK = Duration.ofSeconds(61);

    final Service.Calls calls;
    final Service.Tenant tenant;
    final StreamDeliveryScheduler delivery;
    final StreamLeaseRepository leases;
    final JdbcClient jdbc;
    final MutableClock clock;
    final MeterRegistry meters;
    final SharedGauges gauges;

    StreamDeliveryFixture(
            Service.Calls calls,
            StreamDeliveryScheduler delivery,
            StreamLeaseRepository leases,
            JdbcClient jdbc,
            MutableClock clock,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.delivery = delivery;
        this.leases = leases;
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        this.gauges = gauges;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    StartChatContactResponse chat(String endpoint) {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        stream(chat, endpoint);
        return chat;
    }

    String stream(StartChatContactResponse chat, String endpoint) {
        return tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(endpoint)))
                .streamingId();
    }

    void awaitReceived(StreamReceiver receiver, StartChatContactResponse chat, List<String> expected) {
        await().untilAsserted(
                        () -> assertThat(receiver.contentsOf(chat.contactId())).containsExactlyElementsOf(expected));
    }

    long failures(StartChatContactResponse chat) {
        return jdbc.sql("select failures from chat_stream where session_id = :id")
                .param("id", UUID.fromString(chat.contactId()))
                .query(Long.class)
                .single();
    }

    /** Moves the clock past the pause, and polls. */
    void tryAgain() {
        clock.advance(PAST_ANY_PAUSE);
        delivery.poll();
    }
}
