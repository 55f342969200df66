package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** Event endpoints in environment variables, bound like in Spring Boot. */
class ContactEventPropertiesTests {

    private static final String ENDPOINT = "RECONTACT_EVENTS_ENDPOINTS_0_";

    @Test
    void haveNoEndpointByDefault() {
        var settings = bind(Map.of());

        assertThat(settings.endpoints()).isEmpty();
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.forgetAfter()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void areReadFromTheEnvironmentAndPrintNoSecret() {
        var settings = bind(Map.of(
                ENDPOINT + "NAME",
                "crm",
                ENDPOINT + "URL",
                "https://example.com/token",
                ENDPOINT + "SECRET",
                "hidden"));

        assertThat(settings.endpoints())
                .containsExactly(new EventEndpoint(
                        "crm", URI.create("https://example.com/token"), "hidden", EventEndpoint.Content.EVENTS));
        assertThat(settings.toString()).contains("crm").doesNotContain("hidden", "token");
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://example.com/, needs a name",
        "a b, https://example.com/, needs a name",
        "a, '', needs an http or https URL",
        "a, ftp://example.com/, needs an http or https URL",
        "a, https://user:password@example.com/, needs an http or https URL",
        "a, https://example.com/#fragment, needs an http or https URL",
    })
    void refuseAnInvalidEndpoint(String name, String url, String message) {
        assertRefused(message, Map.of(ENDPOINT + "NAME", name, ENDPOINT + "URL", url));
    }

    @Test
    void refuseADuplicateName() {
        assertRefused(
                "has the name crm more than once",
                Map.of(
                        ENDPOINT + "NAME",
                        "crm",
                        ENDPOINT + "URL",
                        "https://example.com/",
                        "RECONTACT_EVENTS_ENDPOINTS_1_NAME",
                        "crm",
                        "RECONTACT_EVENTS_ENDPOINTS_1_URL",
                        "https://example.org/"));
    }

    @ParameterizedTest
    @CsvSource({"ANSWER_WITHIN, 0s, must be positive", "LONGEST_PAUSE, 0s, must be positive", "FORGET_AFTER, 9m, ten"})
    void refuseInvalidDurations(String setting, String value, String message) {
        assertRefused(message, Map.of("RECONTACT_EVENTS_" + setting, value));
    }

    private static void assertRefused(String message, Map<String, Object> variables) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(variables))
                .withStackTraceContaining(message);
    }

    private static ContactEventProperties bind(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("recontact.events", ContactEventProperties.class);
    }
}
