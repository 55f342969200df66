package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Arns;
import io.recontact.api.RealTime;
import io.recontact.database.DataDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class AcceptAnySignatureTests {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SecurityProperties.class)
    @Import({SecurityConfiguration.class, AccessKeys.class})
    static class Access {

        @Bean
        @RealTime
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    private final ApplicationContextRunner runner;

    AcceptAnySignatureTests(@TempDir Path folder) {
        runner = new ApplicationContextRunner()
                .withUserConfiguration(Access.class)
                .withBean(DataDirectory.class, () -> DataDirectory.at(folder));
    }

    @Test
    void isOffByDefault(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasSingleBean(SigV4Verifier.class));
        assertThat(output).doesNotContain("SIGNATURES ARE NOT VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void acceptsAnyKeyAndSignatureOnLoopback(String address, CapturedOutput output) {
        runner.withPropertyValues("recontact.accept-any-signature=true", "server.address=" + address)
                .run(context -> {
                    assertThat(output).containsOnlyOnce("SIGNATURES ARE NOT VERIFIED");
                    try (var exchange = new RawExchange(context.getBean(SignatureVerifier.class))) {
                        var stranger = new SignedRequests(
                                "stranger", "guess", "execute-api", "eu-west-3", NOW.minus(Duration.ofDays(9)), null);
                        assertThat(exchange.send(stranger.put("/contact/chat", "{}"))
                                        .caller())
                                .contains(
                                        new Caller("stranger", new Arns("eu-west-3", "123456789012"), Set.of(), true));

                        var unsigned = exchange.send(new MockHttpServletRequest("PUT", "/contact/chat"));
                        assertThat(unsigned.refusal()).isEqualTo("403 MissingAuthenticationTokenException");
                        var malformed = new MockHttpServletRequest("PUT", "/contact/chat");
                        malformed.addHeader("Authorization", "AWS4-HMAC-SHA256 Credential=any");
                        assertThat(exchange.send(malformed).refusal()).isEqualTo("400 IncompleteSignatureException");
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port=0", "server.address=0.0.0.0", "server.address=10.1.2.3"})
    void refusesToStartWhereOthersCanReachIt(String setting) {
        runner.withPropertyValues("recontact.accept-any-signature=true", setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("recontact.accept-any-signature")
                        .hasMessageContaining("set server.address to 127.0.0.1"));
    }
}
