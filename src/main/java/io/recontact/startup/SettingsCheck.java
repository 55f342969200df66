package io.recontact.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses unknown settings and invalid values before anything else starts. The configuration metadata, which the
 * compiler writes, names the records of settings. Binding them tells which names there are and which values are valid.
 */
class SettingsCheck implements ApplicationListener<ApplicationPreparedEvent>, Ordered {

    static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private record Metadata(List<Group> groups) {}

    private record Group(String name, String type) {}

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (!GeneratedBeans.areBeingGenerated()) {
            check(event.getApplicationContext().getEnvironment());
        }
    }

    /**
     * Checks all settings.
     *
     * @throws StartupException with a sentence for each unknown setting or else for the first invalid value
     */
    static void check(ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        var names = new SettingNames();
        records().forEach((type, prefix) -> binder.bindOrCreate(prefix, Bindable.of(type), names));
        for (var prefix : List.of("server", "management.server")) {
            binder.bindOrCreate(prefix, Bindable.of(ServerSettings.class), names);
        }
        var unknown = UnknownSettings.in(environment, names.all());
        if (!unknown.isEmpty()) {
            throw new StartupException(String.join(System.lineSeparator(), unknown));
        }
        names.fault().ifPresent(fault -> {
            throw new StartupException(fault);
        });
    }

    /** Returns the prefixes of the records of settings. A build without the metadata has no check. */
    static Map<Class<?>, String> records() {
        var resource = new ClassPathResource(METADATA);
        if (!resource.exists()) {
            return Map.of();
        }
        try (var stream = resource.getInputStream()) {
            return records(JsonMapper.shared().readValue(stream, Metadata.class).groups());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Class<?>, String> records(Collection<Group> groups) {
        var records = new LinkedHashMap<Class<?>, String>();
        for (var group : groups) {
            var type = ClassUtils.resolveClassName(group.type(), null);
            // Records within records are groups as well.
            if (type.isAnnotationPresent(ConfigurationProperties.class)) {
                records.put(type, group.name());
            }
        }
        return records;
    }

    /** Before the seed is read and the database is chosen. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
