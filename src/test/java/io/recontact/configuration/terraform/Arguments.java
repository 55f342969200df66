package io.recontact.configuration.terraform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The arguments of a resource: its configuration, or the state that was read. An absent one is unset. */
record Arguments(Map<String, Object> values) {

    /** Stands for an argument that a change unsets. */
    static final Object UNSET = new Object();

    static Arguments of(String name, Object value) {
        return new Arguments(Map.of(name, value));
    }

    /** Returns these arguments and one more, unless it is null. */
    Arguments and(String name, @Nullable Object value) {
        return value == null ? this : with(Map.of(name, value));
    }

    Arguments with(Map<String, Object> changes) {
        var result = new HashMap<>(values);
        result.putAll(changes);
        result.values().removeIf(UNSET::equals);
        return new Arguments(result);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // arguments are read as they are written
    <T> @Nullable T find(String name) {
        return (T) values.get(name);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T get(String name) {
        T value = find(name);
        if (value == null) {
            throw new IllegalStateException(name);
        }
        return value;
    }

    /** Returns the text that the provider sends for an unset argument, too. */
    String text(String name) {
        return values.getOrDefault(name, "").toString();
    }

    boolean differs(Arguments old, String... names) {
        return Stream.of(names)
                .anyMatch(name -> !String.valueOf(values.get(name)).equals(String.valueOf(old.values.get(name))));
    }

    /** Leaves out empty texts and lists, zero and false: the provider cannot tell them from unset arguments. */
    Map<String, Object> withoutUnset() {
        var result = new TreeMap<>(values);
        result.values()
                .removeIf(value -> Set.of("", 0, false, List.of(), Set.of()).contains(value));
        result.remove("password"); // read from the state only
        return result;
    }
}
