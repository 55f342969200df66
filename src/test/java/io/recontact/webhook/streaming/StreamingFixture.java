package io.recontact.webhook.streaming;

import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Streaming endpoints that all tests of a service share. No poll runs by itself, so an item that arrives without a call
 * of the poll came by a wake-up.
 */
@ServiceTest
abstract class StreamingFixture {

    static final String SNS = "arn:aws:sns:us-east-1:123456789012:chat";
    static final String WEBHOOK = "arn:aws:sns:us-east-1:123456789012:webhook";
    static final String UNSEALED = "arn:aws:sns:us-east-1:123456789012:unsealed";
    static final String SECRET = "a-secret-between-us";

    /** The number of streams delivered to an endpoint concurrently. */
    static final int AT_ONCE = 4;

    static final StreamReceiver sns = new StreamReceiver();
    static final StreamReceiver webhook = new StreamReceiver();
    static final StreamReceiver unsealed = new StreamReceiver();

    @DynamicPropertySource
    static void endpoints(DynamicPropertyRegistry registry) {
        for (var setting : settings()) {
            var parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
        registry.add("recontact.streaming.poll-every", () -> "1d");
    }

    /** The settings of every node in these tests. */
    static List<String> settings() {
        var settings = new ArrayList<>(List.of(
                "recontact.streaming.answer-within=2s",
                "recontact.streaming.longest-pause=4s",
                "recontact.streaming.at-once=" + AT_ONCE));
        addEndpoint(settings, 0, SNS, sns, "SNS", SECRET);
        addEndpoint(settings, 1, WEBHOOK, webhook, "WEBHOOK", SECRET);
        addEndpoint(settings, 2, UNSEALED, unsealed, "WEBHOOK", "");
        return settings;
    }

    private static void addEndpoint(
            List<String> settings, int number, String arn, StreamReceiver receiver, String format, String secret) {
        var name = "recontact.streaming.endpoints[%d].".formatted(number);
        settings.add(name + "arn=" + arn);
        settings.add(name + "url=" + receiver.url());
        settings.add(name + "format=" + format);
        settings.add(name + "secret=" + secret);
    }

    @AfterEach
    void acceptAllRequests() {
        sns.reset();
        webhook.reset();
        unsealed.reset();
    }
}
