package io.recontact.startup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settings that no record has. Numbers of list elements do not count, so that a source may list more elements than one
 * that precedes it.
 */
final class UnknownSettings {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("recontact");

    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]|_\\d+(?=_|$)");

    /** Of the launcher. */
    private static final String LAUNCHER = "RECONTACT_(JAR|JAVA|JAVA_OPTIONS|CACHE)";

    /** Of Kubernetes, for each of its services, and so for one named recontact. */
    private static final String SERVICE_LINK =
            "RECONTACT_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)";

    private static final Pattern OTHER_VARIABLE = Pattern.compile(LAUNCHER + "|" + SERVICE_LINK);

    /** The value of RECONTACT_PORT by Kubernetes. */
    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    private UnknownSettings() {}

    /** Returns a sentence for each of them. */
    static List<String> in(ConfigurableEnvironment environment, Collection<ConfigurationPropertyName> known) {
        var properties = new HashMap<String, String>();
        var variables = new HashMap<String, String>();
        for (var name : known) {
            properties.putIfAbsent(key(uniform(name)), name.toString());
            // Spring accepts both forms of a dash.
            variables.putIfAbsent(key(variable(name, "_")), variable(name, "_"));
            variables.putIfAbsent(key(variable(name, "")), variable(name, "_"));
        }
        var sentences = new TreeSet<String>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> enumerable
                    && isOfVariables(enumerable)) {
                variables(enumerable)
                        .filter(name -> !variables.containsKey(key(name)))
                        .forEach(name -> sentences.add(sentence(name.toUpperCase(Locale.ROOT), variables.values())));
            } else if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(PREFIX::isAncestorOf)
                        .filter(name -> !isEmptySection(name, source, known))
                        .filter(name -> !properties.containsKey(key(uniform(name))))
                        .forEach(name -> sentences.add(sentence(name.toString(), properties.values())));
            }
        }
        return List.copyOf(sentences);
    }

    /** A section of a file without settings, or whose settings are all comments, comes as an empty text. */
    private static boolean isEmptySection(
            ConfigurationPropertyName name,
            ConfigurationPropertySource source,
            Collection<ConfigurationPropertyName> known) {
        var property = source.getConfigurationProperty(name);
        return property != null
                && String.valueOf(property.getValue()).isEmpty()
                && known.stream().anyMatch(name::isAncestorOf);
    }

    /** As Spring Boot recognizes them. */
    private static boolean isOfVariables(PropertySource<?> source) {
        return source.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    private static Stream<String> variables(EnumerablePropertySource<?> source) {
        return Stream.of(source.getPropertyNames())
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("RECONTACT_"))
                .filter(name -> !OTHER_VARIABLE.matcher(name).matches())
                .filter(name -> !SERVICE_URL
                        .matcher(String.valueOf(source.getProperty(name)))
                        .matches());
    }

    private static String uniform(ConfigurationPropertyName name) {
        return name.toString().replace("-", "");
    }

    private static String variable(ConfigurationPropertyName name, String dash) {
        return name.toString()
                .replace("-", dash)
                .replace('.', '_')
                .replace("[", "_")
                .replace("]", "")
                .toUpperCase(Locale.ROOT);
    }

    private static String key(String name) {
        return NUMBER.matcher(name).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static String sentence(String name, Collection<String> known) {
        return "There is no setting %s%s"
                .formatted(
                        name,
                        NearestName.of(name, known)
                                .map("; the nearest is "::concat)
                                .orElse(""));
    }
}
