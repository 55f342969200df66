package io.recontact.flow.language;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON whose texts may contain references. */
public record Template(JsonNode json) {

    /** An object without members. */
    static final Template EMPTY = new Template(JsonNodeFactory.instance.objectNode());

    /** Returns the JSON with the data; empty if it is longer than {@code maxLength} characters. */
    public Optional<String> text(FlowData data, int maxLength) {
        var text = JsonMapper.shared().writeValueAsString(resolve(json, data));
        return text.length() > maxLength ? Optional.empty() : Optional.of(text);
    }

    private static JsonNode resolve(JsonNode node, FlowData data) {
        var factory = JsonNodeFactory.instance;
        if (node.isString()) {
            return factory.stringNode(Value.of(node.stringValue()).text(data));
        }
        if (node.isArray()) {
            var array = factory.arrayNode();
            node.forEach(item -> array.add(resolve(item, data)));
            return array;
        }
        if (node.isObject()) {
            var object = factory.objectNode();
            node.properties().forEach(entry -> object.set(entry.getKey(), resolve(entry.getValue(), data)));
            return object;
        }
        return node;
    }
}
