package io.recontact.flow.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The value of a parameter: text, in which references may stand, or one reference as the whole. */
public record Value(List<Part> parts) {

    /** A piece of a value. */
    public sealed interface Part permits Text, Reference {}

    /** Text that stands as it is. */
    public record Text(String text) implements Part {}

    /**
     * What no value comes near in earnest. It keeps a document that repeats one long attribute a thousand times from
     * filling the memory; whoever takes a value has narrower bounds.
     */
    static final int MAX_LENGTH = 65_536;

    /** Keeps its own copy. */
    public Value {
        parts = List.copyOf(parts);
    }

    /** Reads a value as it stands in a document. */
    public static Value of(String source) {
        var whole = Reference.parse(source);
        if (whole.isPresent()) {
            return new Value(List.of(whole.get()));
        }
        var parts = new ArrayList<Part>();
        var references = Reference.WITHIN_TEXT.matcher(source);
        int from = 0;
        while (references.find()) {
            if (references.start() > from) {
                parts.add(new Text(source.substring(from, references.start())));
            }
            parts.add(Reference.read(references.group()));
            from = references.end();
        }
        if (from < source.length()) {
            parts.add(new Text(source.substring(from)));
        }
        return new Value(parts);
    }

    /** Whether it is the same whatever the data are. */
    public boolean isStatic() {
        return parts.stream().allMatch(Text.class::isInstance);
    }

    /** Whether it is one reference and nothing else. */
    public boolean isReference() {
        return parts.size() == 1 && parts.getFirst() instanceof Reference;
    }

    /** The value; empty if it is a reference that leads nowhere. */
    public Optional<String> find(FlowData data) {
        return isReference() && parts.getFirst() instanceof Reference reference
                ? data.find(reference)
                : Optional.of(text(data));
    }

    /** The value as text, in which a reference that leads nowhere leaves nothing behind. */
    public String text(FlowData data) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(
                    switch (part) {
                        case Text(var literal) -> literal;
                        case Reference reference -> data.find(reference).orElse("");
                    });
            if (text.length() > MAX_LENGTH) {
                return text.substring(
                        0, Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
            }
        }
        return text.toString();
    }

    /**
     * Names and values as text; empty if all of them together have more than so many characters. Nothing much beyond
     * that is ever built, however often a document repeats a long attribute.
     */
    public static Optional<Map<String, String>> texts(Map<Value, Value> wanted, FlowData data, int most) {
        var texts = new LinkedHashMap<String, String>();
        int length = 0;
        for (var entry : wanted.entrySet()) {
            var key = entry.getKey().text(data);
            var value = entry.getValue().text(data);
            length += key.length() + value.length();
            if (length > most) {
                return Optional.empty();
            }
            texts.put(key, value);
        }
        return Optional.of(texts);
    }

    /** The value as a whole number of at most nine digits; empty if it is none. */
    public OptionalInt integer(FlowData data) {
        var number = number(data);
        return number.isPresent() && Math.abs(number.getAsLong()) < 1_000_000_000
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** The value as a whole number; empty if it is none. */
    public OptionalLong number(FlowData data) {
        return find(data).map(Value::number).orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        if (!text.matches("[+-]?\\d{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return OptionalLong.empty(); // beyond what any parameter may be
        }
    }
}
