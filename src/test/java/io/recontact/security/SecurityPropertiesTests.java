package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings from environment variables, bound like in Spring Boot. */
class SecurityPropertiesTests {

    @Test
    void haveDefaults() {
        var settings = bind(Map.of());

        assertThat(settings.accessKeys()).isEmpty();
        assertThat(settings.region()).isNull();
        assertThat(settings.accountId()).isEqualTo("123456789012");
        assertThat(settings.acceptAnySignature()).isFalse();
    }

    @Test
    void readKeysFromTheEnvironment() {
        var settings = bind(Map.of(
                "RECONTACT_ACCESS_KEYS_0_ID", "full",
                "RECONTACT_ACCESS_KEYS_0_SECRET", "s1",
                "RECONTACT_ACCESS_KEYS_1_ID", "limited",
                "RECONTACT_ACCESS_KEYS_1_SECRET", "s2",
                "RECONTACT_ACCESS_KEYS_1_INSTANCES",
                        "5c7b6d6c-1111-4222-8333-444444444444,5c7b6d6c-1111-4222-8333-555555555555",
                "RECONTACT_ACCESS_KEYS_1_READ_ONLY", "true",
                "RECONTACT_REGION", "eu-central-1",
                "RECONTACT_ACCOUNT_ID", "000000000000"));

        assertThat(settings.accessKeys())
                .containsExactly(
                        new AccessKey("full", "s1", Set.of(), false),
                        new AccessKey(
                                "limited",
                                "s2",
                                Set.of(
                                        UUID.fromString("5c7b6d6c-1111-4222-8333-444444444444"),
                                        UUID.fromString("5c7b6d6c-1111-4222-8333-555555555555")),
                                true));
        assertThat(settings.region()).isEqualTo("eu-central-1");
        assertThat(settings.accountId()).isEqualTo("000000000000");
    }

    @Test
    void treatAnEmptyRegionAsAbsent() {
        assertThat(bind(Map.of("RECONTACT_REGION", "")).region()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "RECONTACT_ACCESS_KEYS_0_SECRET, s, needs an id",
        "RECONTACT_ACCESS_KEYS_0_ID, key, The access key key needs a secret",
        "RECONTACT_ACCOUNT_ID, 12345678901, recontact.account-id must have 12 digits",
        "RECONTACT_REGION, eu/central, recontact.region must be the name of a region",
    })
    void refuseInvalidSettings(String name, String value, String message) {
        assertRefused(message, Map.of(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, s, needs an id",
        "a b, s, needs an id",
        "a, '', needs a secret",
        "a, '  ', needs a secret",
        "a, 's\n', needs a secret"
    })
    void refuseAnInvalidKey(String id, String secret, String message) {
        assertRefused(message, Map.of("RECONTACT_ACCESS_KEYS_0_ID", id, "RECONTACT_ACCESS_KEYS_0_SECRET", secret));
    }

    @Test
    void refuseADuplicateId() {
        assertRefused(
                "has the id same more than once",
                Map.of(
                        "RECONTACT_ACCESS_KEYS_0_ID", "same",
                        "RECONTACT_ACCESS_KEYS_0_SECRET", "s1",
                        "RECONTACT_ACCESS_KEYS_1_ID", "same",
                        "RECONTACT_ACCESS_KEYS_1_SECRET", "s2"));
    }

    @Test
    void doNotPrintTheSecret() {
        var settings = bind(Map.of("RECONTACT_ACCESS_KEYS_0_ID", "key", "RECONTACT_ACCESS_KEYS_0_SECRET", "hidden"));

        assertThat(settings.toString()).contains("key").doesNotContain("hidden");
    }

    private static void assertRefused(String message, Map<String, Object> variables) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(variables))
                .withStackTraceContaining(message);
    }

    private static SecurityProperties bind(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables)));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("recontact", SecurityProperties.class);
    }
}
