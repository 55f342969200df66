package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceMoves;
import io.recontact.api.RealTime;
import io.recontact.database.DataDirectory;
import io.recontact.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AccessDeniedException;
import software.amazon.awssdk.services.connect.model.ConnectException;

/** The AWS SDK and a real server, whose controllers return the caller. */
@SpringBootTest(
        classes = SignedCallTests.Service.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // No database: none is started, and readiness does not depend on one.
            "management.endpoint.health.validate-group-membership=false",
            "recontact.access-keys[0].id=writer",
            "recontact.access-keys[0].secret=secret of the writer",
            "recontact.access-keys[1].id=reader",
            "recontact.access-keys[1].secret=secret of the reader",
            "recontact.access-keys[1].instances=5c7b6d6c-1111-4222-8333-444444444444",
            "recontact.access-keys[1].read-only=true",
        })
@MockitoBean(types = InstanceMoves.class) // no instance leaves, and there is no table
class SignedCallTests {

    /** The start waits for a database, which these tests do not need. */
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestDatabase::freshDatabaseUrl);
        registry.add("spring.datasource.username", TestDatabase::username);
        registry.add("spring.datasource.password", TestDatabase::password);
    }

    private static final String INSTANCE = "5c7b6d6c-1111-4222-8333-444444444444";
    private static final String ANOTHER = "5c7b6d6c-1111-4222-8333-555555555555";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                // As in the application, which has no security of Spring before the API.
                "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet"
                        + ".ManagementWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
            })
    @EnableConfigurationProperties(SecurityProperties.class)
    @ConfigurationPropertiesScan(basePackages = "io.recontact.api")
    @ComponentScan(
            basePackages = "io.recontact.api",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "io\\.recontact\\.api\\.((idempotency|throttle)\\..*|TimestampJdbcTemplate)"))
    @Import({
        SecurityConfiguration.class,
        AccessKeys.class,
        SignatureFilter.class,
        AdmittedCallers.class,
        CallerArgumentResolver.class,
        Controllers.class
    })
    static class Service {

        @Bean
        @RealTime
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        DataDirectory dataFolder() {
            return DataDirectory.at(Path.of("never-made"));
        }
    }

    @RestController
    static class Controllers {

        @GetMapping("/contacts/{instance}/{contact}")
        Map<String, Object> describeContact(
                Caller caller, @PathVariable String instance, @PathVariable String contact) {
            return Map.of("Contact", Map.of("Id", contact, "Arn", caller.arns().instance(caller.instance(instance))));
        }

        @PutMapping("/contact/chat")
        Map<String, Object> startChatContact(Caller caller, @RequestBody Map<String, Object> request) {
            return Map.of("ContactId", caller.accessKeyId() + request.keySet().size());
        }
    }

    private final URI endpoint;

    SignedCallTests(@LocalServerPort int port) {
        endpoint = URI.create("http://localhost:" + port);
    }

    @Test
    void acceptsSignedCalls() {
        try (var connect = client("writer", "secret of the writer")) {
            assertThat(connect.startChatContact(request -> request.instanceId(INSTANCE)
                                    .contactFlowId("flow")
                                    .participantDetails(details -> details.displayName("Zoë")))
                            .contactId())
                    .startsWith("writer");
            var contact = connect.describeContact(
                            request -> request.instanceId(INSTANCE).contactId("a b/c+d:é"))
                    .contact();
            assertThat(contact.id()).isEqualTo("a b/c+d:é");
            assertThat(contact.arn()).isEqualTo("arn:aws:connect:eu-central-1:123456789012:instance/" + INSTANCE);
        }
    }

    @Test
    void refusesAWrongSecret() {
        try (var connect = client("writer", "guess")) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect.describeContact(
                            request -> request.instanceId(INSTANCE).contactId("c")))
                    .satisfies(refusal ->
                            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
        }
    }

    @Test
    void limitsAKeyToItsInstancesAndToReads() {
        try (var connect = client("reader", "secret of the reader")) {
            assertThat(connect.describeContact(
                                    request -> request.instanceId(INSTANCE).contactId("c"))
                            .contact()
                            .id())
                    .isEqualTo("c");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> connect.describeContact(
                            request -> request.instanceId(ANOTHER).contactId("c")))
                    .withMessageContaining(ANOTHER);
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> connect.startChatContact(request -> request.instanceId(INSTANCE)))
                    .withMessageContaining("may only read");
        }
    }

    private ConnectClient client(String keyId, String secret) {
        return ConnectClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .build();
    }
}
