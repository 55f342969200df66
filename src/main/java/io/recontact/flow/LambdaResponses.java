package io.recontact.flow;

import io.recontact.api.StorableText;
import io.recontact.flow.language.Step.ResponseType;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what functions answer. */
@Component
class LambdaResponses {

    private final JsonMapper json;

    LambdaResponses(JsonMapper json) {
        this.json = json;
    }

    /**
     * The answer as JSON text; empty if it is not what was to be answered. No answer means the same as one without
     * anything in it.
     */
    Optional<String> read(String body, ResponseType type) {
        if (body.isBlank()) {
            return Optional.of("{}");
        }
        try {
            var answer = json.readTree(body);
            if (answer.isNull()) {
                return Optional.of("{}"); // what a function gives back that gives nothing back
            }
            return isStorable(answer) && (type == ResponseType.JSON || isStringMap(answer))
                    ? Optional.of(json.writeValueAsString(answer))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Numbers and booleans are taken for the texts that they are written as. */
    private static boolean isStringMap(JsonNode answer) {
        return answer.isObject() && answer.valueStream().noneMatch(JsonNode::isContainer);
    }

    private static boolean isStorable(JsonNode node) {
        return (!node.isString() || StorableText.isStorable(node.stringValue()))
                && node.propertyNames().stream().allMatch(StorableText::isStorable)
                && node.valueStream().allMatch(LambdaResponses::isStorable);
    }
}
