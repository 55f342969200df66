package io.recontact.console.web.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The blocks of a flow as they are in its content, valid or not. The engine of flows does not run what it cannot read;
 * a page shows it.
 *
 * @param start the identifier of the first block; null if the content names none
 * @param byId the blocks by their identifiers, in the order of the content
 */
record FlowBlocks(@Nullable String start, Map<String, Block> byId) {

    /** More than the language allows. */
    private static final int MAX_BLOCKS = 500;

    private static final int MAX_TEXT = 60;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A block.
     *
     * @param text what it says or compares; empty if it has no such parameter
     */
    record Block(String id, String type, String text, List<Branch> branches) {

        /** Returns the type in words, such as {@code Message participant}. */
        String title() {
            var words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
            return words.isEmpty() ? "?" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
    }

    /**
     * A branch from one block to another.
     *
     * @param label when the flow takes it; empty for the next block
     */
    record Branch(String label, String target, boolean isError) {}

    /** Reads blocks; there are none if the content is not JSON. */
    static FlowBlocks of(String content) {
        JsonNode document;
        try {
            document = JSON.readTree(content);
        } catch (JacksonException _) {
            return new FlowBlocks(null, Map.of()); // the problems of the content say so
        }
        var blocks = new LinkedHashMap<String, Block>();
        document.path("Actions").valueStream().limit(MAX_BLOCKS).forEach(action -> {
            var id = action.path("Identifier").asString("");
            if (!id.isEmpty()) {
                blocks.putIfAbsent(id, block(id, action));
            }
        });
        return new FlowBlocks(text(document.path("StartAction")), blocks);
    }

    private static Block block(String id, JsonNode action) {
        var transitions = action.path("Transitions");
        var branches = new ArrayList<Branch>();
        add(branches, "", transitions, false);
        transitions.path("Conditions").valueStream().forEach(condition -> {
            var operands = condition.path("Condition").path("Operands");
            var operand = operands.path(0).asString("");
            var operator = condition.path("Condition").path("Operator").asString("");
            add(branches, cut("%s %s".formatted(operator, operand).strip()), condition, false);
        });
        transitions
                .path("Errors")
                .valueStream()
                .forEach(error -> add(branches, cut(error.path("ErrorType").asString("error")), error, true));
        return new Block(id, action.path("Type").asString(""), description(action.path("Parameters")), branches);
    }

    private static void add(List<Branch> branches, String label, JsonNode transition, boolean isError) {
        var target = text(transition.path("NextAction"));
        if (target != null) {
            branches.add(new Branch(label, target, isError));
        }
    }

    private static String description(JsonNode parameters) {
        for (var member : List.of("Text", "ComparisonValue", "LambdaFunctionARN", "QueueId", "ContactFlowId")) {
            var text = text(parameters.path(member));
            if (text != null) {
                return cut(text);
            }
        }
        return "";
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.stringValue().isEmpty() ? node.stringValue() : null;
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    }
}
