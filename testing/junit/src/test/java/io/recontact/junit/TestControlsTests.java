package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

@RecontactTest
class TestControlsTests {

    @Test
    void aDayPassesAtOnce(ContactCenter center, TestControls controls) {
        var chat = center.startChat("Ada");

        controls.advanceClock(Duration.ofHours(25));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> chat.customer().send("Is anybody there?"));
    }

    @Test
    void failsIfJobsStillRun() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/test-controls/v1/clock/advance", exchange -> {
            var answer = "{\"Now\":\"2031-01-01T09:00:00Z\",\"Offset\":\"PT1H\",\"JobsFinished\":false}";
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        service.start();
        try {
            var controls = new TestControls(
                    URI.create("http://127.0.0.1:" + service.getAddress().getPort()));

            assertThatIllegalStateException()
                    .isThrownBy(() -> controls.advanceClock(Duration.ofHours(1)))
                    .withMessageContaining("jobs of the service still run");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void theSdkRetriesInjectedThrottling(ContactCenter center, TestControls controls) {
        controls.injectFault(center, "StartChatContact", "THROTTLING", 1);

        var response = center.recontact()
                .connect()
                .startChatContact(request -> request.instanceId(center.instanceId())
                        .contactFlowId(center.contactFlowId())
                        .participantDetails(details -> details.displayName("Ada")));

        assertThat(response.contactId()).isNotBlank();
    }
}
