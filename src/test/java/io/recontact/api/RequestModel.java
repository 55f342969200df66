package io.recontact.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of the service models ({@code aws/request-model.json}, written by the script beside it), and every way
 * to break a valid one: each member once by each of its constraints.
 */
final class RequestModel {

    /** A request with one member broken. */
    record Broken(String how, Map<String, Object> request) {}

    private record Value(String how, @Nullable Object value) {}

    /** Values of patterns that no simpler text fits. */
    private static final List<String> SAMPLES =
            List.of("a", "+4930123456", "eu-central-1", "d-0123456789", "Passw0rd!", "a".repeat(20));

    private static final List<String> SELDOM_ALLOWED = List.of("\u0007", "!", "a b", "aws:a", "-");

    private final JsonNode service;

    private RequestModel(JsonNode service) {
        this.service = service;
    }

    /** The model of the service that an operation belongs to. */
    static RequestModel of(Operation operation) {
        try (var resource = Objects.requireNonNull(RequestModel.class.getResourceAsStream("/aws/request-model.json"))) {
            return new RequestModel(new JsonMapper()
                    .readTree(resource)
                    .path(operation.ofParticipantService() ? "connectparticipant" : "connect"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true if the model has a request of the operation. */
    boolean has(Operation operation) {
        return service.path("operations").has(operation.name());
    }

    /** The members of an operation's request, by name. */
    JsonNode members(Operation operation) {
        return shape(service.path("operations").path(operation.name()).asString())
                .path("members");
    }

    /** Every way to break a request of an operation. */
    List<Broken> broken(Operation operation, Map<String, Object> request) {
        var out = new ArrayList<Broken>();
        var input = shape(service.path("operations").path(operation.name()).asString());
        input.path("members").properties().forEach(member -> {
            var name = member.getKey();
            var location = member.getValue().path("location").asString("body");
            Function<@Nullable Object, Map<String, Object>> embed = value -> with(request, name, value);
            var shape = member.getValue().path("shape").asString();
            if (location.equals("body")) {
                if (isRequired(input, name)) {
                    out.add(new Broken(name + " is missing", without(request, name)));
                    out.add(new Broken(name + " is null", embed.apply(null)));
                }
                breakInBody(name, shape, request.get(name), embed, Set.of(), out);
                return;
            }
            if (isRequired(input, name) && !location.equals("uri")) {
                out.add(new Broken(name + " is missing", without(request, name)));
            }
            for (var value : outsideOfBody(shape)) {
                out.add(new Broken("%s is %s".formatted(name, value.how()), embed.apply(value.value())));
            }
        });
        return out;
    }

    private void breakInBody(
            String at,
            String shapeName,
            @Nullable Object base,
            Function<@Nullable Object, Map<String, Object>> embed,
            Set<String> around,
            List<Broken> out) {
        var shape = shape(shapeName);
        for (var value : values(shapeName)) {
            out.add(new Broken("%s is %s".formatted(at, value.how()), embed.apply(value.value())));
        }
        if (around.contains(shapeName)) {
            return;
        }
        var inside = new HashSet<>(around);
        inside.add(shapeName);
        switch (shape.path("type").asString()) {
            case "structure" -> {
                var valid = base instanceof Map<?, ?> map ? cast(map) : sample(shapeName);
                shape.path("members").properties().forEach(member -> {
                    var name = member.getKey();
                    var to = shape.path("union").asBoolean(false) ? Map.<String, Object>of() : cast((Map<?, ?>) valid);
                    if (isRequired(shape, name)) {
                        out.add(new Broken("%s.%s is missing".formatted(at, name), embed.apply(without(to, name))));
                    }
                    breakInBody(
                            at + "." + name,
                            member.getValue().path("shape").asString(),
                            cast((Map<?, ?>) valid).get(name),
                            value -> embed.apply(with(to, name, value)),
                            inside,
                            out);
                });
            }
            case "list" -> {
                var first = base instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
                breakInBody(
                        at + "[]",
                        shape.path("member").path("shape").asString(),
                        first,
                        value -> embed.apply(Collections.singletonList(value)),
                        inside,
                        out);
            }
            case "map" -> {
                var entry = base instanceof Map<?, ?> map && !map.isEmpty()
                        ? map.entrySet().iterator().next()
                        : null;
                var valueShape = shape.path("value").path("shape").asString();
                for (var key : values(shape.path("key").path("shape").asString())) {
                    if (key.value() instanceof String text) {
                        out.add(new Broken(
                                "a key of %s is %s".formatted(at, key.how()),
                                embed.apply(
                                        with(Map.of(), text, entry == null ? sample(valueShape) : entry.getValue()))));
                    }
                }
                breakInBody(
                        at + "{}",
                        valueShape,
                        entry == null ? null : entry.getValue(),
                        value -> embed.apply(
                                with(Map.of(), entry == null ? "a" : String.valueOf(entry.getKey()), value)),
                        inside,
                        out);
            }
            default -> {}
        }
    }

    /** Values that break a shape by themselves. */
    private List<Value> values(String name) {
        var shape = shape(name);
        var values = new ArrayList<Value>();
        var type = shape.path("type").asString();
        switch (type) {
            case "string" -> {
                values.add(new Value("a number", 5));
                values.add(new Value("a boolean", true));
                values.add(new Value("a list", List.of("a")));
                values.add(new Value("a structure", Map.of("a", "b")));
                values.addAll(texts(shape));
            }
            case "integer", "long", "float", "double" -> {
                values.add(new Value("a text", String.valueOf(number(shape))));
                values.add(new Value("an empty text", ""));
                values.add(new Value("a boolean", true));
                values.add(new Value("a list", List.of(number(shape))));
                values.add(new Value("a structure", Map.of()));
                if (type.equals("integer") || type.equals("long")) {
                    values.add(new Value("a fraction", 7.5));
                    values.add(new Value("larger than its type", BigInteger.TWO.pow(type.equals("long") ? 63 : 31)));
                }
                if (shape.has("min")) {
                    values.add(new Value("below its minimum", shape.path("min").asLong() - 1));
                }
                if (shape.has("max") && shape.path("max").asLong() < Long.MAX_VALUE) {
                    values.add(new Value("above its maximum", shape.path("max").asLong() + 1));
                }
            }
            case "boolean" -> {
                values.add(new Value("a text", "true"));
                values.add(new Value("an empty text", ""));
                values.add(new Value("a number", 1));
                values.add(new Value("a list", List.of(true)));
            }
            case "timestamp" -> {
                values.add(new Value("a text", "soon"));
                values.add(new Value("an empty text", ""));
                values.add(new Value("a boolean", true));
                values.add(new Value("a list", List.of(5)));
            }
            case "list" -> {
                var item = sample(shape.path("member").path("shape").asString());
                values.add(new Value("a text", "a"));
                values.add(new Value("an empty text", ""));
                values.add(new Value("a number", 5));
                values.add(new Value("a structure", Map.of("a", "b")));
                values.add(new Value("a list with null", Collections.singletonList(null)));
                if (shape.path("min").asInt(0) > 0) {
                    values.add(new Value("empty", List.of()));
                }
                if (shape.has("max")) {
                    values.add(new Value(
                            "repeated over its maximum",
                            Collections.nCopies(shape.path("max").asInt() + 1, item)));
                }
            }
            case "map" -> {
                var value = sample(shape.path("value").path("shape").asString());
                values.add(new Value("a text", "a"));
                values.add(new Value("a number", 5));
                values.add(new Value("a list", List.of()));
                values.add(new Value("a map with null", with(Map.of(), "a", null)));
                if (shape.path("min").asInt(0) > 0) {
                    values.add(new Value("empty", Map.of()));
                }
                if (shape.has("max")) {
                    var map = new LinkedHashMap<String, Object>();
                    for (int i = 0; i <= shape.path("max").asInt(); i++) {
                        map.put("k" + "a".repeat(i), value);
                    }
                    values.add(new Value("over its maximum", map));
                }
            }
            case "structure" -> {
                values.add(new Value("a text", "a"));
                values.add(new Value("an empty text", ""));
                values.add(new Value("a number", 5));
                values.add(new Value("a list", List.of()));
            }
            default -> throw new IllegalStateException(name + " is a " + type);
        }
        return values;
    }

    private static List<Value> texts(JsonNode shape) {
        var texts = new ArrayList<Value>();
        if (shape.has("enum")) {
            var allowed = new ArrayList<String>();
            shape.path("enum").forEach(value -> allowed.add(value.asString()));
            var first = allowed.getFirst();
            for (var text : List.of(
                    "NO_SUCH_VALUE",
                    "",
                    "0",
                    first + " ",
                    " " + first,
                    first + "\t",
                    first.toLowerCase(Locale.ROOT),
                    first.toUpperCase(Locale.ROOT))) {
                if (!allowed.contains(text)) {
                    texts.add(new Value("'%s'".formatted(text), text));
                }
            }
            return texts;
        }
        if (shape.path("min").asInt(0) > 0) {
            texts.add(new Value("an empty text", ""));
        }
        if (shape.has("max")) {
            texts.add(new Value("too long", "a".repeat(shape.path("max").asInt() + 1)));
        }
        if (shape.has("pattern")) {
            var pattern = pattern(shape);
            SELDOM_ALLOWED.stream()
                    .filter(text -> !pattern.matcher(text).find())
                    .findFirst()
                    .ifPresent(text -> texts.add(new Value("against its pattern", text)));
        }
        return texts;
    }

    /** Values that break a label, a header or a parameter of the query, all of which are texts. */
    private List<Value> outsideOfBody(String name) {
        var shape = shape(name);
        return switch (shape.path("type").asString()) {
            case "integer" ->
                List.of(
                        new Value("a text", "x"),
                        new Value("a fraction", "1.5"),
                        new Value("empty", ""),
                        new Value("in spaces", " 5 "),
                        new Value("below its minimum", "" + (shape.path("min").asLong() - 1)),
                        new Value("above its maximum", "" + (shape.path("max").asLong(Integer.MAX_VALUE) + 1)));
            case "list" -> {
                var member = shape(shape.path("member").path("shape").asString());
                var values = new ArrayList<Value>();
                texts(member)
                        .forEach(text -> values.add(
                                new Value("with one that is " + text.how(), Collections.singletonList(text.value()))));
                values.add(new Value(
                        "repeated over its maximum",
                        Collections.nCopies(
                                shape.path("max").asInt() + 1,
                                sample(shape.path("member").path("shape").asString()))));
                yield values;
            }
            default -> texts(shape);
        };
    }

    /** The simplest value that a shape allows. */
    private Object sample(String name) {
        var shape = shape(name);
        return switch (shape.path("type").asString()) {
            case "string" -> text(shape);
            case "integer", "long", "float", "double" -> number(shape);
            case "boolean" -> true;
            case "timestamp" -> 1_700_000_000;
            case "list" -> List.of(sample(shape.path("member").path("shape").asString()));
            case "map" -> Map.of();
            default -> {
                var structure = new LinkedHashMap<String, Object>();
                shape.path("required").forEach(required -> {
                    var member = required.asString();
                    structure.put(
                            member,
                            sample(shape.path("members")
                                    .path(member)
                                    .path("shape")
                                    .asString()));
                });
                yield structure;
            }
        };
    }

    private static String text(JsonNode shape) {
        if (shape.has("enum")) {
            return shape.path("enum").path(0).asString();
        }
        var pattern = pattern(shape);
        return SAMPLES.stream()
                .filter(sample -> pattern.matcher(sample).find()
                        && sample.length() >= shape.path("min").asInt(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sample fits " + shape));
    }

    private static long number(JsonNode shape) {
        return shape.path("min").asLong(1);
    }

    /** Some patterns of the models are written as in JavaScript, or escaped once too often. */
    private static Pattern pattern(JsonNode shape) {
        var text = shape.path("pattern").asString("").replaceAll("^/|/$", "").replace("\\\\", "\\");
        return Pattern.compile(text.isEmpty() ? "" : "^(?:%s)$".formatted(text));
    }

    private JsonNode shape(String name) {
        return Objects.requireNonNull(service.path("shapes").get(name), name);
    }

    private static boolean isRequired(JsonNode structure, String member) {
        return structure
                .path("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(member));
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, @Nullable Object value) {
        var changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> map, String name) {
        var changed = new LinkedHashMap<>(map);
        changed.remove(name);
        return changed;
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
