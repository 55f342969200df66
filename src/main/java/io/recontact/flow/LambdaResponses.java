package io.recontact.flow;

import io.recontact.api.StorableText;
import io.recontact.flow.language.Step.ResponseType;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the answers of functions. */
@Component
class LambdaResponses {

    private final JsonMapper json;

    LambdaResponses(JsonMapper json) {
        this.json = json;
    }

    /** Returns the answer as JSON; empty if it does not have the expected type. An empty body means an empty object. */
    Optional<String> read(String body, ResponseType type) {
        if (body.isBlank()) {
            return Optional.of("{}");
        }
        try {
            var answer = json.readTree(body);
            if (answer.isNull()) {
                return Optional.of("{}"); // the answer of a function that returns nothing
            }
            return isStorable(answer) && (type == ResponseType.JSON || isStringMap(answer))
                    ? Optional.of(json.writeValueAsString(answer))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Accepts numbers and booleans as the texts that represent them. */
    private static boolean isStringMap(JsonNode answer) {
        return answer.isObject() && answer.valueStream().noneMatch(JsonNode::isContainer);
    }

    static boolean isStorable(JsonNode node) {
        return (!node.isString() || StorableText.isStorable(node.stringValue()))
                && node.propertyNames().stream().allMatch(StorableText::isStorable)
                && node.valueStream().allMatch(LambdaResponses::isStorable);
    }
}
