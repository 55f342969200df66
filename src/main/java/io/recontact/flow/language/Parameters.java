package io.recontact.flow.language;

import io.recontact.api.StorableText;
import io.recontact.flow.language.Problems.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The parameters of one action. An invalid parameter becomes a problem, and a harmless value replaces it. Numbers and
 * booleans may be JSON values or text. Unknown parameters are ignored.
 */
final class Parameters {

    private static final Value PLACEHOLDER = Value.of("");

    private final JsonNode parameters;
    private final Place place;

    Parameters(JsonNode parameters, Place place) {
        this.parameters = parameters;
        this.place = place;
        if (!parameters.isObject() && !parameters.isMissingNode()) {
            place.refuse("must be an object");
        }
    }

    /** Returns a scalar as text; null if the node is not a scalar. */
    static @Nullable String text(JsonNode scalar) {
        if (scalar.isString()) {
            return scalar.stringValue();
        }
        return scalar.isNumber() || scalar.isBoolean() ? scalar.asString() : null;
    }

    boolean has(String name) {
        return parameters.hasNonNull(name);
    }

    Value required(String name) {
        var value = optional(name);
        if (value == null) {
            if (!has(name)) {
                place.member(name).refuse("is missing");
            }
            return PLACEHOLDER;
        }
        if (value.parts().isEmpty()) {
            place.member(name).refuse("is empty");
        }
        return value;
    }

    @Nullable Value optional(String name) {
        return has(name) ? value(parameters.path(name), place.member(name)) : null;
    }

    /** Returns a required parameter that must be static or a single reference. */
    Value whole(String name) {
        return checkWhole(name, required(name));
    }

    @Nullable Value optionalWhole(String name) {
        var value = optional(name);
        return value == null ? null : checkWhole(name, value);
    }

    /** Returns a required whole number within bounds, or a single reference. */
    Value number(String name, long min, long max) {
        var value = whole(name);
        if (has(name) && value.isStatic()) {
            checkNumber(name, value, min, max);
        }
        return value;
    }

    /** Returns one of a few words, in any case, because tools differ in it. */
    <T extends Enum<T>> T choice(String name, Class<T> choices, T otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        var text = text(parameters.path(name));
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseGet(() -> {
                    place.member(name).refuse("must be one of " + Arrays.toString(choices.getEnumConstants()));
                    return otherwise;
                });
    }

    /** Returns true if a parameter is true. */
    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(text(parameters.path(name)));
    }

    /** Returns an object of names and values. */
    Map<Value, Value> map(String name) {
        var entries = new LinkedHashMap<Value, Value>();
        for (var entry : object(name).properties()) {
            // Flow attributes are objects with one member.
            var node = entry.getValue().isObject() ? entry.getValue().path("Value") : entry.getValue();
            var key = checkStorable(entry.getKey(), place.member(name));
            Optional.ofNullable(value(node, place.member(name).member(Problems.name(entry.getKey()))))
                    .ifPresent(value -> entries.put(Value.of(key), value));
        }
        return entries;
    }

    /** Returns the parameters in a nested object, which may be absent. */
    Parameters nested(String name) {
        return new Parameters(parameters.path(name), place.member(name));
    }

    /** Returns which one of these members is present; exactly one is required. */
    Optional<String> oneOf(String... names) {
        var given = Arrays.stream(names).filter(this::has).toList();
        if (given.size() != 1) {
            place.refuse("must have exactly one of " + String.join(", ", names));
            return Optional.empty();
        }
        return Optional.of(given.getFirst());
    }

    /** Returns which one of these members is present; at most one is allowed. */
    Optional<String> atMostOneOf(String... names) {
        return Arrays.stream(names).anyMatch(this::has) ? oneOf(names) : Optional.empty();
    }

    JsonNode object(String name) {
        var node = parameters.path(name);
        if (!node.isObject()) {
            place.member(name).refuse(node.isMissingNode() || node.isNull() ? "is missing" : "must be an object");
        }
        return node;
    }

    boolean isObject(String name) {
        return parameters.path(name).isObject();
    }

    boolean isList(String name) {
        return parameters.path(name).isArray();
    }

    JsonNode list(String name) {
        var node = parameters.path(name);
        if (!node.isArray() && !node.isMissingNode() && !node.isNull()) {
            place.member(name).refuse("must be a list");
        }
        return node;
    }

    Place place() {
        return place;
    }

    /** Returns a scalar as a value; null, with a problem, if the node is not a scalar. */
    static @Nullable Value value(JsonNode node, Place at) {
        var text = text(node);
        if (text == null) {
            at.refuse("must be text, a number or a boolean");
            return null;
        }
        return Value.of(checkStorable(text, at));
    }

    private static String checkStorable(String text, Place at) {
        if (StorableText.isStorable(text)) {
            return text;
        }
        at.refuse("has NUL or half a surrogate pair");
        return "";
    }

    private Value checkWhole(String name, Value value) {
        if (!value.isStatic() && !value.isReference()) {
            place.member(name).refuse("must be static, or one JSONPath reference as a whole");
        }
        return value;
    }

    private void checkNumber(String name, Value value, long min, long max) {
        var number = value.number(_ -> Optional.empty());
        if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
            place.member(name).refuse("must be a whole number from %d to %d".formatted(min, max));
        }
    }
}
