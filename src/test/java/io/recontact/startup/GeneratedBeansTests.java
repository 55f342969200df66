package io.recontact.startup;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.AotDetector;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Prepares beans as the build does, for the default settings and for others. */
class GeneratedBeansTests {

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z][a-z0-9.-]+)`");

    /** Documented settings with which a start reads its configuration classes. */
    private static final Set<String> DECISIVE = Set.of(
            "management.opentelemetry.tracing.export.otlp.endpoint",
            "management.server.port",
            "recontact.console.enabled",
            "recontact.console.oidc.issuer",
            "recontact.delivery.wake-up",
            "recontact.test-controls.enabled",
            "recontact.widget.enabled",
            "server.forward-headers-strategy");

    @SuppressWarnings("NullAway.Init")
    private static GenericApplicationContext defaults;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> beans;

    @SuppressWarnings("NullAway.Init")
    private static BeanSettings settings;

    @BeforeAll
    static void prepareDefaults() {
        defaults = load();
        beans = beans(defaults);
        if (!(defaults.getEnvironment().getPropertySources().get(SettingsRecorder.NAME)
                instanceof SettingsRecorder recorder)) {
            throw new AssertionError("Nothing is recorded");
        }
        settings = BeanSettings.of(defaults.getEnvironment(), recorder.names());
    }

    @Test
    void theBuildFindsTheBeansOfTheService() {
        assertThat(beans).hasSizeGreaterThan(500).containsKeys("consoleSecurity", "jdbcConnectionDetails", "wakeUp");
        assertThat(beans.values()).noneMatch(origin -> origin.contains("opentelemetry") || origin.contains("tracing"));
        assertThat(System.getProperty(AotDetector.AOT_ENABLED)).isNull();
    }

    @Test
    void otherSettingsHaveTheSameBeans() throws IOException {
        var others = documented().stream()
                .filter(name -> !DECISIVE.contains(name))
                .filter(name -> !name.startsWith("spring.") || name.startsWith("spring.datasource."))
                .map(name -> "--%s=1".formatted(name))
                .toArray(String[]::new);
        assertThat(others).hasSizeGreaterThan(50);

        var context = load(others);

        assertThat(settings.differences(context.getEnvironment())).isEmpty();
        assertThat(beans(context)).isEqualTo(beans);
    }

    @Test
    void decisiveSettingsAreRecognized() throws IOException {
        assertThat(documented()).containsAll(DECISIVE);
        assertThat(documented().stream().filter(name -> isDecisive(name, "1")).collect(toSet()))
                .isEqualTo(DECISIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--recontact.console.enabled=false",
                "--recontact.test-controls.enabled=true",
                "--recontact.widget.enabled=true",
                "--recontact.console.oidc.issuer=https://example.com",
                "--recontact.delivery.wake-up=redis",
                "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:4318/v1/traces",
                "import",
                "retention",
                "--spring.flyway.enabled=false",
                "--spring.threads.virtual.enabled=false"
            })
    void argumentsWithOtherBeansAreRecognized(String argument) {
        var context = load(argument);

        assertThat(settings.differences(context.getEnvironment())).hasSize(1);
        assertThat(beans(context)).isNotEqualTo(beans);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.endpoints.web.exposure.include",
                "management.health.db.enabled",
                "spring.autoconfigure.exclude[0]",
                "spring.datasource.type",
                "spring.main.lazy-initialization",
                "spring.main.web-application-type",
                "spring.profiles.active"
            })
    void settingsOfSpringBootAreRecognized(String name) {
        assertThat(isDecisive(name, "none")).isTrue();
    }

    private static boolean isDecisive(String name, String value) {
        var sources = defaults.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("change", Map.of(name, value)));
        try {
            return !settings.differences(defaults.getEnvironment()).isEmpty();
        } finally {
            sources.remove("change");
        }
    }

    private static Set<String> documented() throws IOException {
        return DOCUMENTED
                .matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toSet());
    }

    /** Returns the context before it is refreshed, as the build takes it from the main method. */
    private static GenericApplicationContext load(String... arguments) {
        System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
        try {
            SpringApplication.withHook(
                    _ -> new SpringApplicationRunListener() {
                        @Override
                        public void contextLoaded(ConfigurableApplicationContext context) {
                            throw new AbandonedRunException(context);
                        }
                    },
                    () -> Application.main(arguments));
            throw new AssertionError("The main method has ended");
        } catch (AbandonedRunException loaded) {
            return (GenericApplicationContext) Objects.requireNonNull(loaded.getApplicationContext());
        } finally {
            System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
        }
    }

    private static Map<String, String> beans(GenericApplicationContext context) {
        context.refreshForAotProcessing(new RuntimeHints());
        return Arrays.stream(context.getBeanDefinitionNames())
                .collect(toMap(
                        name -> name, name -> origin(context.getBeanDefinition(name)), (one, _) -> one, TreeMap::new));
    }

    private static String origin(BeanDefinition bean) {
        return "%s %s.%s %s %s %s %s"
                .formatted(
                        bean.getBeanClassName(),
                        bean.getFactoryBeanName(),
                        bean.getFactoryMethodName(),
                        bean.getScope(),
                        bean.isPrimary(),
                        bean.isLazyInit(),
                        Arrays.toString(bean.getDependsOn()));
    }
}
