package io.recontact.flow.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What references point into. */
@FunctionalInterface
public interface FlowData {

    /** The text at the end of a reference; empty if it leads nowhere. */
    Optional<String> find(Reference reference);

    /** Data of nested maps and lists, as JSON has them. What is not text is given in its JSON form. */
    static FlowData of(Map<String, ? extends @Nullable Object> tree) {
        return reference -> {
            Object at = tree;
            for (var name : reference.path()) {
                at = step(at, name);
            }
            return Optional.ofNullable(at).map(FlowData::text);
        };
    }

    private static @Nullable Object step(@Nullable Object at, String name) {
        return switch (at) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list
            when name.matches("\\d{1,4}") && Integer.parseInt(name) < list.size() -> list.get(Integer.parseInt(name));
            case null, default -> null;
        };
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JsonMapper.shared().writeValueAsString(value);
    }
}
