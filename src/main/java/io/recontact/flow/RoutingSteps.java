package io.recontact.flow;

import io.recontact.api.InvalidParameterException;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.RoutingCriteria;
import io.recontact.contact.RoutingData;
import io.recontact.contact.RoutingExpression;
import io.recontact.flow.language.FlowData;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Value;
import io.recontact.routing.RoutingCriteriaService;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Actions that change how a contact is routed. */
@Component
class RoutingSteps {

    /** The criteria in the members of the flow language, which are those of the API. */
    record Criteria(@Nullable List<CriteriaStep> steps) {}

    record CriteriaStep(@Nullable Expiry expiry, @Nullable RoutingExpression expression) {}

    record Expiry(@Nullable Integer durationInSeconds) {}

    private static final Set<String> NUMBERS =
            Set.of("DurationInSeconds", "ProficiencyLevel", "MinProficiencyLevel", "MaxProficiencyLevel");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final ContactLifecycle lifecycle;
    private final RoutingCriteriaService routing;
    private final Validator validator;
    private final JsonMapper json;

    RoutingSteps(ContactLifecycle lifecycle, RoutingCriteriaService routing, Validator validator, JsonMapper json) {
        this.lifecycle = lifecycle;
        this.routing = routing;
        this.validator = validator;
        this.json = json;
    }

    StepResult position(FlowExecution execution, Step.UpdateContactRoutingBehavior step) {
        var priority =
                step.priority() == null ? OptionalLong.empty() : step.priority().number(execution.data);
        var adjustment = step.timeAdjustmentSeconds() == null
                ? OptionalInt.empty()
                : step.timeAdjustmentSeconds().integer(execution.data);
        if (priority.isPresent() && priority.getAsLong() > 0) {
            lifecycle.changeRouting(execution.segment, new RoutingData(priority.getAsLong(), null, null));
        } else if (adjustment.isPresent()) {
            lifecycle.changeRouting(execution.segment, new RoutingData(null, adjustment.getAsInt(), null));
        } else {
            return StepResult.failed();
        }
        return StepResult.done();
    }

    StepResult criteria(FlowExecution execution, Value written) {
        var criteria = read(written.text(execution.data), execution.data);
        if (criteria == null || !routing.isKnown(execution.segment.instance(), criteria)) {
            return StepResult.failed();
        }
        lifecycle.changeRouting(execution.segment, new RoutingData(null, null, criteria));
        return StepResult.done();
    }

    /** Returns null if the text is not valid criteria. Numbers may be texts, as the designer exports them. */
    private @Nullable RoutingCriteria read(String text, FlowData data) {
        try {
            var given = json.treeToValue(resolved(json.readTree(text), data), Criteria.class);
            if (given == null || given.steps() == null) {
                return null;
            }
            for (var step : given.steps()) {
                if (step == null
                        || step.expression() == null
                        || !validator.validate(step.expression()).isEmpty()) {
                    return null;
                }
            }
            return new RoutingCriteria(given.steps().stream()
                    .map(step -> new RoutingCriteria.Step(
                            step.expiry() == null ? null : step.expiry().durationInSeconds(),
                            Objects.requireNonNull(step.expression())))
                    .toList());
        } catch (JacksonException | InvalidParameterException _) {
            return null; // takes the error branch
        }
    }

    private static JsonNode number(String member, JsonNode node) {
        if (!NUMBERS.contains(member)
                || !node.isString()
                || !NUMBER.matcher(node.stringValue()).matches()) {
            return node;
        }
        var text = node.stringValue();
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                : JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
    }

    /** Replaces the references in the leaves. A list may be a reference to the JSON text of a list. */
    private JsonNode resolved(JsonNode node, FlowData data) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member ->
                            object.set(member.getKey(), number(member.getKey(), resolved(member.getValue(), data))));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(resolved(element, data)));
            return array;
        }
        if (!node.isString()) {
            return node;
        }
        var value = Value.of(node.stringValue());
        var text = value.text(data);
        return value.isReference() && text.startsWith("[")
                ? json.readTree(text)
                : JsonNodeFactory.instance.stringNode(text);
    }
}
