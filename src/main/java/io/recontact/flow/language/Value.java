package io.recontact.flow.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The value of a parameter: text that may contain references, or a single reference. */
public record Value(List<Part> parts) {

    /** A part of a value. */
    public sealed interface Part permits Text, Reference {}

    /** Literal text. */
    public record Text(String text) implements Part {}

    /**
     * The maximum length of a value in characters. It keeps a document that repeats a long attribute a thousand times
     * from filling the memory. The users of values have narrower bounds.
     */
    static final int MAX_LENGTH = 65_536;

    /** Copies the parts. */
    public Value {
        parts = List.copyOf(parts);
    }

    /** Parses a value of a document. */
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

    /** Returns the value as it is written in the flow, with its references instead of their data. */
    String written() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Text(var literal) -> literal;
                    case Reference(var path) -> "$." + String.join(".", path);
                })
                .collect(Collectors.joining());
    }

    /** Returns true if the value has no references. */
    public boolean isStatic() {
        return parts.stream().allMatch(Text.class::isInstance);
    }

    /** Returns true if the value is a single reference. */
    public boolean isReference() {
        return parts.size() == 1 && parts.getFirst() instanceof Reference;
    }

    /** Returns the value; empty if it is a single reference without data. */
    public Optional<String> find(FlowData data) {
        return isReference() && parts.getFirst() instanceof Reference reference
                ? data.find(reference)
                : Optional.of(text(data));
    }

    /** Returns the value as text. References without data add nothing. */
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
     * Returns names and values as text; empty if all of them together are longer than {@code maxLength} characters.
     * Stops at that length, however often a document repeats a long attribute.
     */
    public static Optional<Map<String, String>> texts(Map<Value, Value> wanted, FlowData data, int maxLength) {
        var texts = new LinkedHashMap<String, String>();
        int length = 0;
        for (var entry : wanted.entrySet()) {
            var key = entry.getKey().text(data);
            var value = entry.getValue().text(data);
            length += key.length() + value.length();
            if (length > maxLength) {
                return Optional.empty();
            }
            texts.put(key, value);
        }
        return Optional.of(texts);
    }

    /** Returns the value as a whole number of at most nine digits; empty if it is not one. */
    public OptionalInt integer(FlowData data) {
        var number = number(data);
        return number.isPresent() && Math.abs(number.getAsLong()) < 1_000_000_000
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** Returns the value as a whole number; empty if it is not one. */
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
            return OptionalLong.empty(); // too large for any parameter
        }
    }
}
