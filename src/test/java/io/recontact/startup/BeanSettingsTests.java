package io.recontact.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class BeanSettingsTests {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final MutablePropertySources sources = environment.getPropertySources();

    @BeforeEach
    void defaults() {
        sources.addLast(new MapPropertySource(
                "defaults", Map.of("a.enabled", "true", "a.names.one", "1", "a.text", "b = c\\d\n#e", "unread", "f")));
        ConfigurationPropertySources.attach(environment);
    }

    @Test
    void recordsWhatIsReadAndAbsentSettingsToo() {
        var recorder = new SettingsRecorder();
        sources.addFirst(recorder);
        environment.getProperty("a.enabled");
        environment.containsProperty("a.absent");
        environment.getProperty("nonOptionArgs");
        Binder.get(environment).bind("a.names", Bindable.mapOf(String.class, String.class));

        var settings = BeanSettings.of(environment, recorder.names());

        assertThat(settings.values())
                .containsKeys("a.absent", "a.enabled", "a.names.one", "nonOptionArgs")
                .doesNotContainKeys("a.text", "unread");
        assertThat(differences(settings, "unread", "g")).isEmpty();
        assertThat(differences(settings, "a.absent", "")).containsExactly("a.absent");
        assertThat(differences(settings, "a.enabled", "false")).containsExactly("a.enabled");
        assertThat(differences(settings, "nonOptionArgs", "import")).containsExactly("nonOptionArgs");
        assertThat(differences(settings, "a.names.two", "2")).containsExactly("a.names.two");
    }

    @Test
    void understandsEnvironmentVariables() {
        var settings = BeanSettings.of(environment, Set.of("a.enabled", "a.list", "a.two-words"));

        for (var variable : Map.of(
                        "A_ENABLED", "a.enabled", "A_LIST_0_NAME", "a.list[0].name", "A_TWOWORDS", "a.two-words")
                .entrySet()) {
            sources.replace(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new SystemEnvironmentPropertySource(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            Map.of(variable.getKey(), "x")));
            assertThat(settings.differences(environment)).contains(variable.getValue());
        }
    }

    @Test
    void remembersWhatItWrites() {
        var settings = BeanSettings.of(environment, Set.of("a.absent", "a.text", "a.names"));

        assertThat(BeanSettings.parse(settings.text())).isEqualTo(settings);
        assertThat(settings.text()).doesNotContain("unread").isEqualTo(settings.text());
    }

    private Set<String> differences(BeanSettings settings, String name, String value) {
        sources.addFirst(new MapPropertySource("change", Map.of(name, value)));
        try {
            return settings.differences(environment);
        } finally {
            sources.remove("change");
        }
    }
}
