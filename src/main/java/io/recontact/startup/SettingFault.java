package io.recontact.startup;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/** Says in one sentence which setting has an invalid value, and why. */
final class SettingFault {

    /** The values of such settings may be, or contain, secrets. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|password|key|token|url|uri|endpoint).*");

    private static final Map<Class<?>, String> EXPECTED = Map.ofEntries(
            Map.entry(Boolean.class, "true or false"),
            Map.entry(DataSize.class, "a size such as 512KB or 20MB"),
            Map.entry(Double.class, "a number"),
            Map.entry(Duration.class, "a duration such as 500ms, 10s or 2h"),
            Map.entry(InetAddress.class, "an address or the name of a host"),
            Map.entry(Integer.class, "a whole number up to " + Integer.MAX_VALUE),
            Map.entry(LocalDate.class, "a day such as 2026-11-27"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(Path.class, "the path of a file or folder"),
            Map.entry(URI.class, "a URL"),
            Map.entry(UUID.class, "a UUID"));

    private SettingFault() {}

    /** Returns the sentence, without the values of secrets. */
    static String sentence(BindException failure) {
        return sentence(failure.getName(), failure.getTarget(), failure.getProperty(), failure);
    }

    /**
     * Returns the sentence, without the values of secrets.
     *
     * @param property the last one that was read; if it has another name, a record refuses its values
     */
    static String sentence(
            ConfigurationPropertyName name,
            Bindable<?> target,
            @Nullable ConfigurationProperty property,
            Throwable error) {
        var causes =
                Stream.iterate(error, Objects::nonNull, Throwable::getCause).toList();
        for (var cause : causes) {
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return "%s stands alone: the numbers of a list count from zero, without gaps"
                        .formatted(unbound.getUnboundProperties().stream()
                                .map(each -> each.getName().toString())
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        if (property != null && property.getName().equals(name)) {
            return "%s must be %s%s".formatted(name, expected(target.getType()), actual(property));
        }
        var message = String.valueOf(causes.getLast().getMessage());
        return message.contains("recontact.") ? message : "%s: %s".formatted(name, message);
    }

    private static String actual(ConfigurationProperty property) {
        var name = property.getName().toString();
        return SECRET.matcher(name).matches() ? "" : ", not '%s'".formatted(property.getValue());
    }

    private static String expected(ResolvableType type) {
        if (type.isArray() || Collection.class.isAssignableFrom(type.toClass())) {
            var element = type.isArray()
                    ? type.getComponentType()
                    : type.asCollection().getGeneric(0);
            return "a list, separated by commas, of which each element is " + expected(element);
        }
        var target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(" or "));
        }
        return EXPECTED.getOrDefault(target, "a valid " + target.getSimpleName());
    }
}
