package io.recontact.seed;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a file as JSON and remembers the lines. JSON is read as YAML, which contains it. Of plain scalars, only those
 * that JSON writes in the same way are not text, so that {@code 09:00} and {@code on} are.
 */
final class SourceReader {

    private static final int MAX_DEPTH = 50;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Source source;

    private SourceReader(Path file) {
        this.file = file;
        this.source = new Source(file, lines);
    }

    /** The content of a file. */
    record Content(JsonNode root, Source source) {}

    /** Reads a YAML or JSON file in UTF-8. */
    static Content read(Path file) {
        var reader = new SourceReader(file);
        return new Content(reader.read(), reader.source);
    }

    private JsonNode read() {
        try {
            var text = Files.readString(file);
            if (file.toString().endsWith(".json")) {
                text = text.replace('\t', ' '); // YAML has no tabs; within a text of JSON there is none
            }
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? JSON.objectNode() : convert(root, "", 0);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SeedException("%s:%d: %s".formatted(file, line, e.getProblem()), e);
        } catch (IOException e) {
            throw new SeedException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private JsonNode convert(Node node, String path, int depth) {
        lines.put(path, node.getStartMark().getLine() + 1);
        if (depth > MAX_DEPTH) {
            throw source.refuse(path, "nests deeper than %d levels".formatted(MAX_DEPTH));
        }
        return switch (node) {
            case MappingNode mapping -> convertMapping(mapping, path, depth);
            case SequenceNode sequence -> {
                var items = JSON.arrayNode();
                for (var item : sequence.getValue()) {
                    items.add(convert(item, "%s[%d]".formatted(path, items.size()), depth + 1));
                }
                yield items;
            }
            case ScalarNode scalar -> convertScalar(scalar);
            default -> throw source.refuse(path, "is neither a mapping, a list nor a value");
        };
    }

    private JsonNode convertMapping(MappingNode mapping, String path, int depth) {
        var members = JSON.objectNode();
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw source.refuse(path, "has a member whose name is not a text");
            }
            var name = key.getValue();
            var member = path.isEmpty() ? name : path + "." + name;
            if (members.has(name)) {
                throw source.refuse(member, "%s is there twice".formatted(name));
            }
            var value = convert(entry.getValueNode(), member, depth + 1);
            lines.put(member, key.getStartMark().getLine() + 1);
            if (!value.isNull()) {
                members.set(name, value);
            }
        }
        return members;
    }

    private static JsonNode convertScalar(ScalarNode scalar) {
        var text = scalar.getValue();
        if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
            return JSON.stringNode(text);
        }
        var typed = typed(text);
        return typed == null ? JSON.stringNode(text) : typed;
    }

    private static @Nullable JsonNode typed(String text) {
        return switch (text) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            case "", "null", "~" -> JSON.nullNode();
            default -> {
                var number = NUMBER.matcher(text);
                if (!number.matches()) {
                    yield null;
                }
                yield number.group(2) == null && text.length() < 18
                        ? JSON.numberNode(Long.parseLong(text))
                        : JSON.numberNode(new BigDecimal(text));
            }
        };
    }
}
