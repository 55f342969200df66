package io.recontact.console.web.contacts;

import io.recontact.console.web.contacts.InteractiveCard.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A view as an outline of its components, filled with the data of a message. The customer's page renders the
 * components; here they are words, so that all views can be read, also those with components that nobody knows.
 *
 * @param title the title in the head of the template; null if it has none
 */
record ViewOutline(@Nullable String title, List<Block> blocks) {

    private static final JsonMapper JSON = new JsonMapper();

    /** "A value $.name of the template, as a whole", as in the input schema of a view. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\.\\w+(\\.\\w+)*");

    private static final int MAX_DEPTH = 12;
    private static final int MAX_BLOCKS = 300;

    /** Copies the blocks. */
    ViewOutline {
        blocks = List.copyOf(blocks);
    }

    /**
     * A component.
     *
     * @param type its type, such as {@code FormInput}
     * @param texts the texts in it
     * @param properties its properties
     * @param blocks the components in it
     */
    record Block(String type, List<String> texts, List<Entry> properties, List<Block> blocks) {}

    /** Reads the template of a view; the outline of one without known members is empty. */
    static ViewOutline of(@Nullable String template, JsonNode data) {
        var tree = tree(template);
        var title = resolved(tree.path("Head").path("Title"), data);
        return new ViewOutline(
                title.isMissingNode() || title.isNull() ? null : JsonEntries.text(title),
                new Reader(data).blocks(tree.path("Body"), 0));
    }

    private static JsonNode tree(@Nullable String template) {
        try {
            return JSON.readTree(template == null ? "{}" : template);
        } catch (JacksonException _) {
            return MissingNode.getInstance(); // views are checked when they are published
        }
    }

    /** Returns the data that a value refers to, or the value itself. */
    private static JsonNode resolved(JsonNode value, JsonNode data) {
        if (!value.isString() || !REFERENCE.matcher(value.stringValue()).matches()) {
            return value;
        }
        var found = data;
        for (var name : value.stringValue().substring(2).split("\\.", -1)) {
            found = found.path(name);
        }
        return found.isMissingNode() ? value : found;
    }

    private static final class Reader {

        private final JsonNode data;
        private int left = MAX_BLOCKS;

        Reader(JsonNode data) {
            this.data = data;
        }

        List<Block> blocks(JsonNode content, int depth) {
            var blocks = new ArrayList<Block>();
            for (var node : content) {
                if (node.isObject() && depth < MAX_DEPTH && left-- > 0) {
                    blocks.add(block(node, depth));
                }
            }
            return blocks;
        }

        private Block block(JsonNode component, int depth) {
            var content = component.path("Content");
            var texts = content.valueStream()
                    .filter(JsonNode::isString)
                    .map(text -> JsonEntries.text(resolved(text, data)))
                    .toList();
            var properties = component
                    .path("Props")
                    .propertyStream()
                    .flatMap(property -> properties(property.getKey(), resolved(property.getValue(), data)).stream())
                    .toList();
            return new Block(
                    component.path("Type").asString("Component"), texts, properties, blocks(content, depth + 1));
        }

        private static List<Entry> properties(String name, JsonNode value) {
            return JsonEntries.of(JSON.createObjectNode().set(name, value));
        }
    }
}
