package io.recontact.history;

import io.recontact.api.StorableText;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The members of an object in an imported file. A member that is null counts as absent, as contact records write it.
 * Messages name members and contain no values.
 */
record ImportMembers(JsonNode object) {

    private static final ObjectWriter ORDERED = new JsonMapper().writer(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    /** Far below the limits of PostgreSQL and of milliseconds in a number. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** The length of a date in ISO 8601. */
    private static final int DATE_LENGTH = 10;

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
        return uuid(text).orElseThrow(() -> new ImportRefusal(name + " is not a UUID"));
    }

    /** Returns the id that a text is; empty for the other forms that {@link UUID#fromString} takes. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
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
        return uuid(text.substring(text.lastIndexOf('/') + 1))
                .orElseThrow(() -> new ImportRefusal(name + " does not end with a UUID"));
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
                    : OffsetDateTime.parse(withT(String.valueOf(text(name)))).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new ImportRefusal(name + " is not a time between the years 1970 and 9999");
            }
            return time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException | ArithmeticException | JacksonException _) {
            throw new ImportRefusal(name + " is neither a time in ISO 8601 with an offset nor seconds since 1970");
        }
    }

    /** Python prints times with a space before the hour, as RFC 3339 allows. */
    private static String withT(String time) {
        return time.length() > DATE_LENGTH && time.charAt(DATE_LENGTH) == ' '
                ? time.substring(0, DATE_LENGTH) + 'T' + time.substring(DATE_LENGTH + 1)
                : time;
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

    /** Refuses a value with texts that PostgreSQL does not store: null characters and half surrogate pairs. */
    static void requireStorable(String name, JsonNode value) {
        if (value.isString() && !StorableText.isStorable(value.stringValue())) {
            throw new ImportRefusal(name + " contains a null character or half a surrogate pair");
        }
        value.properties().forEach(member -> {
            if (!StorableText.isStorable(member.getKey())) {
                throw new ImportRefusal(name + " contains a null character or half a surrogate pair");
            }
            requireStorable(name, member.getValue());
        });
        if (value.isArray()) {
            value.forEach(element -> requireStorable(name, element));
        }
    }

    /** Returns the SHA-256 digest of the object, which does not depend on the order of members or on white space. */
    byte[] digest() {
        return digest(ORDERED.writeValueAsBytes(object));
    }

    /** Returns a SHA-256 digest. */
    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
