package io.recontact.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.recontact.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class UnknownSettingTests {

    private static final Pattern VARIABLE = Pattern.compile("RECONTACT_[A-Z0-9_]*[A-Z0-9]\\b");

    private static void check(PropertySource<?>... sources) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        for (var source : sources) {
            environment.getPropertySources().addLast(source);
        }
        SettingsCheck.check(environment);
    }

    private static PropertySource<?> variables(Map<String, ?> variables) {
        return new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new TreeMap<>(variables));
    }

    private static PropertySource<?> yaml(String text) {
        try {
            return new YamlPropertySourceLoader()
                    .load("application.yml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(String name, String nearest, PropertySource<?> source) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> check(source))
                .withMessage("There is no setting %s; the nearest is %s", name, nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "RECONTACT_LIMITS_ACTIVE_CHAT, RECONTACT_LIMITS_ACTIVE_CHATS",
        "RECONTACT_LIMIT_ACTIVE_CHATS, RECONTACT_LIMITS_ACTIVE_CHATS",
        "RECONTACT_LIMITS_ACTIVE-CHATS, RECONTACT_LIMITS_ACTIVE_CHATS",
        "RECONTACT_DATADIRECTORY, RECONTACT_DATA_DIR",
        "RECONTACT_POOLSIZES, RECONTACT_POOL_SIZE",
        "RECONTACT_ACCESS_KEY_0_ID, RECONTACT_ACCESS_KEYS",
        "RECONTACT_WIDGET_ALLOWEDORIGIN, RECONTACT_WIDGET_ALLOWED_ORIGINS",
        "RECONTACT_PORT, RECONTACT_CELL",
    })
    void refusesAnUnknownVariable(String name, String nearest) {
        assertRefused(name, nearest, variables(Map.of(name, "1")));
    }

    /** Spring Boot reads lower-case variables as well. */
    @Test
    void refusesAVariableInLowerCase() {
        assertRefused(
                "RECONTACT_LIMIT_ACTIVE_CHATS",
                "RECONTACT_LIMITS_ACTIVE_CHATS",
                variables(Map.of("recontact_limit_active_chats", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "recontact.limits.active-chat, recontact.limits.active-chats",
        "recontact.limit.active-chats, recontact.limits.active-chats",
        "recontact.access-key[0].id, recontact.access-keys",
        "recontact.console.oidc.client, recontact.console.oidc.client-id",
        "recontact.seed.path, recontact.seed",
        "recontact.transcript-archive.s3.endpiont, recontact.transcript-archive.s3.endpoint",
    })
    void refusesAnUnknownProperty(String name, String nearest) {
        assertRefused(name, nearest, new SimpleCommandLinePropertySource("--%s=1".formatted(name)));
        assertRefused(name, nearest, new MapPropertySource("systemProperties", Map.of(name, "1")));
        assertRefused(name, nearest, yaml(name + ": 1"));
    }

    @Test
    void acceptsASectionWithoutSettings() {
        assertThatNoException().isThrownBy(() -> check(yaml("recontact:\n  limits:\n  #  active-chats: 5")));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> check(yaml("recontact:\n  limit:")))
                .withMessageContaining("There is no setting recontact.limit");
    }

    @Test
    void refusesAnUnknownMemberOfAList() {
        assertRefused(
                "RECONTACT_ACCESS_KEYS_0_SECRT",
                "RECONTACT_ACCESS_KEYS_0_SECRET",
                variables(Map.of("RECONTACT_ACCESS_KEYS_0_ID", "A", "RECONTACT_ACCESS_KEYS_0_SECRT", "hidden")));
        assertRefused("recontact.access-keys[0].secrt", "recontact.access-keys[0].secret", yaml("""
                recontact:
                  access-keys:
                    - id: A
                      secrt: hidden
                """));
    }

    @Test
    void namesEachOfThem() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> check(yaml("recontact: {regoin: a, accountid: 123456789012, accuont-id: 1}")))
                .satisfies(refusal -> assertThat(
                                String.valueOf(refusal.getMessage()).lines())
                        .containsExactly(
                                "There is no setting recontact.accuont-id; the nearest is recontact.account-id",
                                "There is no setting recontact.regoin; the nearest is recontact.region"));
    }

    @Test
    void knowsEachSettingInEachForm() {
        var known = SettingsMetadata.properties();
        assertThat(known).hasSizeGreaterThan(100);
        known.values().stream()
                .filter(property -> !property.defaultText().isEmpty())
                .forEach(property -> {
                    var name = property.name();
                    var variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
                    var value = property.defaultText();
                    check(variables(Map.of(variable.replace("-", "_"), value)));
                    check(variables(Map.of(variable.replace("-", ""), value)));
                    check(new MapPropertySource("systemProperties", Map.of(name, value)));
                    check(new SimpleCommandLinePropertySource("--%s=%s".formatted(camelCase(name), value)));
                });
    }

    private static String camelCase(String name) {
        return Pattern.compile("-(.)")
                .matcher(name)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void knowsMembersOfLists() {
        check(variables(Map.of(
                "RECONTACT_ACCESS_KEYS_0_ID", "A",
                "RECONTACT_ACCESS_KEYS_0_SECRET", "s",
                "RECONTACT_ACCESSKEYS_1_ID", "B",
                "RECONTACT_ACCESSKEYS_1_SECRET", "s",
                "RECONTACT_ACCESSKEYS_1_READONLY", "true",
                "RECONTACT_ALLOWED_ORIGINS_0", "https://a.example.com",
                "RECONTACT_ALLOWED_ORIGINS_1", "https://b.example.com")));
        check(new MapPropertySource("more", Map.of("recontact.widget.attributes[0]", "a")));
    }

    /** Only the first source with elements counts, as in Spring Boot. */
    @Test
    void acceptsAListThatAnotherSourceReplaces() {
        check(
                variables(Map.of("RECONTACT_ACCESS_KEYS_0_ID", "A", "RECONTACT_ACCESS_KEYS_0_SECRET", "s")),
                yaml("recontact.access-keys: [{id: B, secret: s}, {id: C, secret: s, read-only: true}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RECONTACT_JAR=/opt/recontact.jar",
                "RECONTACT_JAVA=java",
                "RECONTACT_JAVA_OPTIONS=-Xmx256m",
                "RECONTACT_CACHE=",
                "RECONTACT_POOL_SIZE=20",
                "RECONTACT_SERVICE_HOST=10.0.0.1",
                "RECONTACT_SERVICE_PORT=8080",
                "RECONTACT_SERVICE_PORT_HTTP=8080",
                "RECONTACT_PORT=tcp://10.0.0.1:8080",
                "RECONTACT_PORT_8080_TCP=tcp://10.0.0.1:8080",
                "RECONTACT_PORT_8080_TCP_PROTO=tcp",
                "RECONTACT_PORT_8080_TCP_ADDR=10.0.0.1",
                "RECONTACT_NODES_SERVICE_HOST=10.0.0.1",
                "RECONTACT_NODES_PORT=udp://10.0.0.1:8080"
            })
    void acceptsVariablesOfTheLauncherAndOfKubernetes(String variable) {
        var parts = variable.split("=", -1);
        assertThatCode(() -> check(variables(Map.of(parts[0], parts[1])))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bin/recontact", "bin/recontact.service", "docker-compose.yml", ".env.example", "Dockerfile"})
    void acceptsTheVariablesOfTheRepository(Path file) throws Exception {
        var names = VARIABLE.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        for (var name : names) {
            assertThatCode(() -> check(variables(Map.of(name, ""))))
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            // An empty secret is refused, but its name is not.
                            failure -> assertThat(failure).hasMessageNotContaining("There is no setting"));
        }
    }

    @Test
    void theMetadataNamesAllRecordsOfSettings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var records = scanner.findCandidateComponents(Application.class.getPackageName()).stream()
                .map(bean -> bean.getBeanClassName())
                .collect(Collectors.toSet());

        assertThat(SettingsCheck.records().keySet())
                .extracting(Class::getName)
                .hasSizeGreaterThan(30)
                .containsExactlyInAnyOrderElementsOf(records);
    }
}
