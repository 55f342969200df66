package io.recontact.flow.language;

import io.recontact.flow.language.Problems.Place;
import io.recontact.flow.language.Transitions.Branch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads the transitions of an action. */
final class TransitionsReader {

    private static final int MAX_CONDITIONS = 50;

    private final Place place;
    private final Set<String> identifiers;

    TransitionsReader(Place place, Set<String> identifiers) {
        this.place = place;
        this.identifiers = identifiers;
    }

    Transitions read(JsonNode transitions, boolean terminal) {
        if (transitions.isMissingNode() && terminal) {
            return Transitions.NONE; // hand-written flows omit what can only be empty
        }
        if (!transitions.isObject()) {
            place.refuse("must be an object");
            return Transitions.NONE;
        }
        return new Transitions(next(transitions, place), errors(transitions), conditions(transitions));
    }

    private Map<String, String> errors(JsonNode transitions) {
        var errors = new LinkedHashMap<String, String>();
        var at = place.member("Errors");
        var list = list(transitions, "Errors", at);
        for (int i = 0; i < list.size(); i++) {
            var type = Parameters.text(list.get(i).path("ErrorType"));
            if (type == null || type.isEmpty()) {
                at.item(i).member("ErrorType").refuse("is missing");
            }
            var next = next(list.get(i), at.item(i));
            if (type != null && next != null) {
                errors.putIfAbsent(type, next);
            }
        }
        return errors;
    }

    private List<Branch> conditions(JsonNode transitions) {
        var branches = new ArrayList<Branch>();
        var at = place.member("Conditions");
        var list = list(transitions, "Conditions", at);
        if (list.size() > MAX_CONDITIONS) {
            at.refuse("has more than %d conditions".formatted(MAX_CONDITIONS));
            return List.of();
        }
        for (int i = 0; i < list.size(); i++) {
            var next = next(list.get(i), at.item(i));
            condition(list.get(i).path("Condition"), at.item(i).member("Condition"))
                    .ifPresent(condition -> branches.add(new Branch(condition, next)));
        }
        return branches;
    }

    private static Optional<Condition> condition(JsonNode condition, Place at) {
        var operator =
                Optional.ofNullable(Parameters.text(condition.path("Operator"))).flatMap(Operator::find);
        if (operator.isEmpty()) {
            at.member("Operator").refuse("is not an operator of the flow language");
        }
        var operands = condition.path("Operands");
        var operand = operands.isArray() && operands.size() == 1 ? Parameters.text(operands.get(0)) : null;
        if (operand == null) {
            at.member("Operands").refuse("must be a list of one text");
        }
        return operator.isEmpty() || operand == null
                ? Optional.empty()
                : Optional.of(new Condition(operator.get(), Value.of(operand)));
    }

    private static JsonNode list(JsonNode transitions, String name, Place at) {
        var list = transitions.path(name);
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            at.refuse("must be a list");
        }
        return list.isArray() ? list : MissingNode.getInstance(); // has no items
    }

    /** Returns the next action. An empty name, which some tools write, means none. */
    private @Nullable String next(JsonNode transition, Place at) {
        var next = transition.path("NextAction");
        if (next.isMissingNode()
                || next.isNull()
                || (next.isString() && next.stringValue().isEmpty())) {
            return null;
        }
        var identifier = Parameters.text(next);
        if (identifier == null || !identifiers.contains(identifier)) {
            at.member("NextAction").refuse("does not name an action");
            return null;
        }
        return identifier;
    }
}
