package io.recontact.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** The configuration metadata of the service, which the compiler writes. */
public final class SettingsMetadata {

    /**
     * A setting.
     *
     * @param defaultValue a text, a number or a boolean; null for none
     */
    public record Property(
            String name, String type, @Nullable Object defaultValue) {

        /** The type as Java names it, without type parameters. */
        Class<?> javaType() {
            try {
                return Class.forName(type.replaceFirst("<.*", ""));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Returns its default as a value that an operator could write; empty for none. */
        public String defaultText() {
            return switch (defaultValue) {
                case null -> "";
                // The compiler writes several values as the text of a list.
                case String text when type.startsWith("java.util.List") -> text.replaceAll("^\\[|]$", "");
                default -> String.valueOf(defaultValue);
            };
        }
    }

    private record Metadata(List<Property> properties) {}

    private SettingsMetadata() {}

    /** The settings by name. */
    public static Map<String, Property> properties() {
        try (var stream = new ClassPathResource(SettingsCheck.METADATA).getInputStream()) {
            return JsonMapper.shared().readValue(stream, Metadata.class).properties().stream()
                    .collect(Collectors.toMap(Property::name, Function.identity(), (one, _) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A setting that exists. */
    public static Property property(String name) {
        return Objects.requireNonNull(properties().get(name), name);
    }
}
