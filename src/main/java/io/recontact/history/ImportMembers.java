package io.recontact.history;

import io.recontact.api.StorableText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The members of an object in an imported file. A member that is null counts as absent, as contact records write it.
 * Messages name members and contain no values.
 */
record ImportMembers(JsonNode object) {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    ImportMembers {
        if (!object.isObject()) {
            throw new ImportRefusal("The line is not an object");
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Returns an object member; an empty one if it is absent. */
    ImportMembers in(String name) {
        if (!has(name)) {
            return new ImportMembers(JsonNodeFactory.instance.objectNode());
        }
        if (!object.get(name).isObject()) {
            throw new ImportRefusal(name + " is not an object");
        }
        return new ImportMembers(object.get(name));
    }

    @Nullable String text(String name) {
        if (!has(name)) {
            return null;
        }
        if (!object.get(name).isString()) {
            throw new ImportRefusal(name + " is not text");
        }
        var text = object.get(name).stringValue();
        if (!StorableText.isStorable(text)) {
            throw new ImportRefusal(name + " contains a null character or half a surrogate pair");
        }
        return text;
    }

    @Nullable UUID id(String name) {
        var text = text(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!ID.matcher(text).matches()) {
            throw new ImportRefusal(name + " is not a UUID");
        }
        return UUID.fromString(text);
    }

    UUID requiredId(String name) {
        return required(name, id(name));
    }

    /** Returns the id of the resource that an ARN names. */
    @Nullable UUID idOfArn(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var id = text.substring(text.lastIndexOf('/') + 1);
        if (!ID.matcher(id).matches()) {
            throw new ImportRefusal(name + " does not end with a UUID");
        }
        return UUID.fromString(id);
    }

    /** Returns a time in ISO 8601, or in seconds since 1970, to the millisecond. */
    @Nullable Instant time(String name) {
        if (!has(name)) {
            return null;
        }
        var value = object.get(name);
        try {
            var time = value.isNumber()
                    ? Instant.ofEpochMilli(value.decimalValue()
                            .multiply(BigDecimal.valueOf(1000))
                            .toBigInteger()
                            .longValueExact())
                    : OffsetDateTime.parse(String.valueOf(text(name))).toInstant();
            return time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException | ArithmeticException | JacksonException _) {
            throw new ImportRefusal(name + " is neither a time in ISO 8601 with an offset nor seconds since 1970");
        }
    }

    Instant requiredTime(String name) {
        return required(name, time(name));
    }

    /** Returns a whole number. */
    @Nullable Long number(String name, long min, long max) {
        if (!has(name)) {
            return null;
        }
        var value = object.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new ImportRefusal(name + " is not a whole number");
        }
        if (value.longValue() < min || value.longValue() > max) {
            throw new ImportRefusal("%s is not between %d and %d".formatted(name, min, max));
        }
        return value.longValue();
    }

    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        var text = text(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException _) {
            throw new ImportRefusal("%s has a value that %s does not have".formatted(name, type.getSimpleName()));
        }
    }

    <V> V required(String name, @Nullable V value) {
        if (value == null) {
            throw new ImportRefusal(name + " is required");
        }
        return value;
    }

    /** Returns the SHA-256 digest of the object, which does not depend on the order of members or on white space. */
    byte[] digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ordered(object).toString().getBytes(StandardCharsets.UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode ordered(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(ordered(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var members = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
        var object = JsonNodeFactory.instance.objectNode();
        members.forEach(object::set);
        return object;
    }
}
