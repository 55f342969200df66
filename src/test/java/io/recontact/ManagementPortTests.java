package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The endpoints for operators on a port of their own. */
@ServiceTest
@TestPropertySource(properties = "management.server.port=0")
@DirtiesContext
class ManagementPortTests {

    private final Service.Calls calls;
    private final RawCalls raw;
    private final ManagementServerProperties management;
    private final int managementPort;

    ManagementPortTests(
            Service.Calls calls,
            RawCalls raw,
            ManagementServerProperties management,
            @LocalManagementPort int managementPort) {
        this.calls = calls;
        this.raw = raw;
        this.management = management;
        this.managementPort = managementPort;
    }

    private int status(URI uri) {
        return raw.send(HttpRequest.newBuilder(uri).build()).statusCode();
    }

    @Test
    void servesTheEndpointsOnTheManagementPortOnly() {
        var port = URI.create("http://127.0.0.1:" + managementPort);

        assertThat(status(port.resolve("/actuator/health/readiness"))).isEqualTo(200);
        assertThat(status(port.resolve("/actuator/prometheus"))).isEqualTo(200);
        assertThat(status(calls.endpoint().resolve("/actuator/prometheus"))).isEqualTo(404);
        assertThat(status(port.resolve("/contact/chat"))).as("no API there").isEqualTo(404);
    }

    @Test
    void refusesAQueryThatIsNotUtf8() throws IOException {
        var port = URI.create("http://127.0.0.1:" + managementPort);
        for (var path : List.of("/actuator", "/actuator/health", "/actuator/nothing")) {
            var answer = RawHttp.send(
                    port, "GET %s?x=%%FF HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(path));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        }
    }

    @Test
    void findsNoPathWithEscapes() {
        var port = URI.create("http://127.0.0.1:" + managementPort);

        for (var name : List.of("a%2Fb%2Fc", "%2F%2F", "%3A")) {
            assertThat(status(port.resolve("/actuator/health/" + name))).isEqualTo(404);
        }
    }

    @Test
    void listensOnTheAddressOfTheService() {
        assertThat(management.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }
}
