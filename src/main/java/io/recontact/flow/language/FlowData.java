package io.recontact.flow.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The data that references read. */
@FunctionalInterface
public interface FlowData {

    /** Returns the text that a reference names; empty if there is none. */
    Optional<String> find(Reference reference);

    /** Returns the data of nested maps and lists. Values other than text appear as JSON. */
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
