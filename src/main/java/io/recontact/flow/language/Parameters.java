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
 * The parameters of one action. What is wrong with one becomes a problem, and something harmless stands in for it.
 * Numbers and booleans may be written as such or as text; what is not asked for may be there.
 */
final class Parameters {

    private static final Value STAND_IN = Value.of("");

    private final JsonNode parameters;
    private final Place place;

    Parameters(JsonNode parameters, Place place) {
        this.parameters = parameters;
        this.place = place;
        if (!parameters.isObject() && !parameters.isMissingNode()) {
            place.refuse("must be an object");
        }
    }

    /** A scalar as text; null if it is none. */
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
            return STAND_IN;
        }
        if (value.parts().isEmpty()) {
            place.member(name).refuse("is empty");
        }
        return value;
    }

    @Nullable Value optional(String name) {
        return has(name) ? value(parameters.path(name), place.member(name)) : null;
    }

    /** What must be written out, or be one reference. */
    Value whole(String name) {
        return checkWhole(name, required(name));
    }

    @Nullable Value optionalWhole(String name) {
        var value = optional(name);
        return value == null ? null : checkWhole(name, value);
    }

    /** A whole number, or one reference. */
    Value number(String name, long min, long max) {
        var value = whole(name);
        if (has(name) && value.isStatic()) {
            checkNumber(name, value, min, max);
        }
        return value;
    }

    /** One of a few words, in whatever case, as tools do not agree about it. */
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

    /** Whether it says true. */
    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(text(parameters.path(name)));
    }

    /** Names with values. */
    Map<Value, Value> map(String name) {
        var entries = new LinkedHashMap<Value, Value>();
        for (var entry : object(name).properties()) {
            // Flow attributes are written as objects with one member.
            var node = entry.getValue().isObject() ? entry.getValue().path("Value") : entry.getValue();
            var key = checkStorable(entry.getKey(), place.member(name));
            Optional.ofNullable(value(node, place.member(name).member(Problems.name(entry.getKey()))))
                    .ifPresent(value -> entries.put(Value.of(key), value));
        }
        return entries;
    }

    /** An object, which may be absent. */
    Parameters nested(String name) {
        return new Parameters(parameters.path(name), place.member(name));
    }

    /** The only one of these members. */
    Optional<String> oneOf(String... names) {
        var given = Arrays.stream(names).filter(this::has).toList();
        if (given.size() != 1) {
            place.refuse("must have exactly one of " + String.join(", ", names));
            return Optional.empty();
        }
        return Optional.of(given.getFirst());
    }

    /** One of these members at the most. */
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

    /** A scalar as a value; null, and a problem, if it is none. */
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
