package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InvalidParameterException;
import io.recontact.webhook.streaming.StreamingEndpoint.Format;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Streaming endpoints in environment variables, bound like in Spring Boot. */
class StreamingPropertiesTests {

    private static final String ENDPOINT = "RECONTACT_STREAMING_ENDPOINTS_0_";
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:chat";

    @Test
    void allowNoEndpointByDefault() {
        var settings = bind(Map.of());

        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> settings.requireEndpoint(ARN));
    }

    @Test
    void readEndpointsFromTheEnvironment() {
        var settings = bind(Map.of(
                ENDPOINT + "ARN",
                ARN,
                ENDPOINT + "URL",
                "https://example.com/sns?key=k",
                ENDPOINT + "SECRET",
                "",
                "RECONTACT_STREAMING_ENDPOINTS_1_ARN",
                ARN + "2",
                "RECONTACT_STREAMING_ENDPOINTS_1_URL",
                "http://10.0.0.1:8080",
                "RECONTACT_STREAMING_ENDPOINTS_1_FORMAT",
                "webhook",
                "RECONTACT_STREAMING_ENDPOINTS_1_SECRET",
                "hidden"));

        assertThat(settings.endpoints())
                .containsExactly(
                        new StreamingEndpoint(ARN, URI.create("https://example.com/sns?key=k"), Format.SNS, null),
                        new StreamingEndpoint(ARN + "2", URI.create("http://10.0.0.1:8080"), Format.WEBHOOK, "hidden"));
        settings.requireEndpoint(ARN);
    }

    @Test
    void doNotPrintSecrets() {
        var settings = bind(Map.of(
                ENDPOINT + "ARN", ARN, ENDPOINT + "URL", "https://example.com/token", ENDPOINT + "SECRET", "hidden"));

        assertThat(settings.toString()).contains(ARN).doesNotContain("hidden", "token");
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://example.com/, needs an arn",
        "chat, https://example.com/, needs an arn",
        "'arn:a b', https://example.com/, needs an arn",
        "arn:a, '', needs an http or https URL",
        "arn:a, ftp://example.com/, needs an http or https URL",
        "arn:a, /path, needs an http or https URL",
        "arn:a, https:///path, needs an http or https URL",
        "arn:a, https://user:password@example.com/, needs an http or https URL",
        "arn:a, https://example.com/#fragment, needs an http or https URL",
    })
    void refuseAnInvalidEndpoint(String arn, String url, String message) {
        assertRefused(message, Map.of(ENDPOINT + "ARN", arn, ENDPOINT + "URL", url));
    }

    @Test
    void refuseADuplicateArn() {
        assertRefused(
                "has the arn " + ARN + " more than once",
                Map.of(
                        ENDPOINT + "ARN",
                        ARN,
                        ENDPOINT + "URL",
                        "https://example.com/",
                        "RECONTACT_STREAMING_ENDPOINTS_1_ARN",
                        ARN,
                        "RECONTACT_STREAMING_ENDPOINTS_1_URL",
                        "https://example.org/"));
    }

    @Test
    void refuseInvalidDurations() {
        assertRefused("answer-within must be positive", Map.of("RECONTACT_STREAMING_ANSWER_WITHIN", "0s"));
    }

    private static void assertRefused(String message, Map<String, Object> variables) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(variables))
                .withStackTraceContaining(message);
    }

    private static StreamingProperties bind(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("recontact.streaming", StreamingProperties.class);
    }
}
