package io.recontact.seed;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what is declared with what is there. */
final class Comparison {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Comparison() {}

    /**
     * Returns true if everything declared is there. An object may have more members, because the service adds defaults.
     * The order of a list makes no difference, because the service may keep it as a set.
     */
    static boolean covers(JsonNode declared, JsonNode present) {
        if (isEmpty(declared)) {
            return present.isMissingNode() || isEmpty(present);
        }
        if (declared.isObject()) {
            return declared.properties().stream()
                    .allMatch(member -> covers(member.getValue(), present.path(member.getKey())));
        }
        if (declared.isArray()) {
            List<JsonNode> rest = new ArrayList<>(present.valueStream().toList());
            return declared.size() == present.size()
                    && declared.valueStream().allMatch(item -> removeFirstCovered(rest, item));
        }
        if (declared.isNumber() && present.isNumber()) {
            return declared.decimalValue().compareTo(present.decimalValue()) == 0;
        }
        return declared.equals(present) || isSameDocument(declared, present);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainer()
                ? value.isEmpty()
                : value.isString() && value.asString().isEmpty();
    }

    private static boolean removeFirstCovered(List<JsonNode> items, JsonNode declared) {
        for (int i = 0; i < items.size(); i++) {
            if (covers(declared, items.get(i))) {
                items.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Returns true if both are texts with the same JSON, as the content of flows. */
    private static boolean isSameDocument(JsonNode declared, JsonNode present) {
        if (!declared.asString("").stripLeading().startsWith("{") || !present.isString()) {
            return false;
        }
        try {
            return JSON.readTree(declared.asString()).equals(JSON.readTree(present.asString()));
        } catch (JacksonException _) { // it is a text that only begins like JSON
            return false;
        }
    }
}
