package io.recontact.startup;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * The settings that decide which beans there are, with their values; an absent one has none.
 *
 * @param values by name
 */
record BeanSettings(Map<String, Optional<String>> values) {

    static final String PATH = "META-INF/recontact/bean-settings.properties";

    /** Read before the build can record anything: how the application is set up. */
    private static final Set<String> READ_BEFORE = Set.of("spring.main", "spring.profiles");

    /** Read, but whatever their values are, the beans are the same. */
    private static final Set<String> IRRELEVANT =
            Set.of("server.port", "spring.application.pid", "spring.application.version", "spring.datasource.url");

    /** Marks the values of settings that are there. */
    private static final String IS = "=";

    /** Returns the named settings, and all beneath them, since a name may be that of a map. */
    static BeanSettings of(ConfigurableEnvironment environment, Collection<String> names) {
        var all = new TreeSet<>(names);
        all.addAll(READ_BEFORE);
        all.removeAll(IRRELEVANT);
        var parents = all.stream()
                .filter(ConfigurationPropertyName::isValid)
                .map(ConfigurationPropertyName::of)
                .collect(Collectors.toSet());
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(name -> isBeneath(name, parents))
                        .map(ConfigurationPropertyName::toString)
                        .forEach(all::add);
            }
        }
        var values = new TreeMap<String, Optional<String>>();
        all.forEach(name -> values.put(name, Optional.ofNullable(environment.getProperty(name))));
        return new BeanSettings(values);
    }

    private static boolean isBeneath(ConfigurationPropertyName name, Set<ConfigurationPropertyName> parents) {
        for (var parent = name.getParent(); !parent.isEmpty(); parent = parent.getParent()) {
            if (parents.contains(parent)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names of the settings that have other values in an environment. */
    Set<String> differences(ConfigurableEnvironment environment) {
        var names = new TreeSet<String>();
        of(environment, values.keySet()).values().forEach((name, value) -> {
            if (!value.equals(values.getOrDefault(name, Optional.empty()))) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns what the build of this jar has recorded; nothing in a build without that step. */
    static Optional<BeanSettings> ofBuild() {
        var resource = new ClassPathResource(PATH);
        try {
            return resource.exists()
                    ? Optional.of(parse(resource.getContentAsString(StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BeanSettings parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var values = new TreeMap<String, Optional<String>>();
        properties.stringPropertyNames().forEach(name -> {
            var value = properties.getProperty(name);
            values.put(name, value.startsWith(IS) ? Optional.of(value.substring(IS.length())) : Optional.empty());
        });
        return new BeanSettings(values);
    }

    /** Returns the text that {@link #parse} reads, the same for the same settings. */
    String text() {
        var properties = new Properties();
        values.forEach((name, value) ->
                properties.setProperty(name, value.map(IS::concat).orElse("")));
        var text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#")) // the time
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
