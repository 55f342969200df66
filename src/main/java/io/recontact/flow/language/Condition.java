package io.recontact.flow.language;

/**
 * A comparison of an action's result with an operand. The reference mentions nested conditions, but has no operator
 * that accepts one.
 */
public record Condition(Operator operator, Value operand) {

    /** Returns the condition as it is written in the flow, such as {@code Equals gold}. */
    String written() {
        return "%s %s".formatted(operator.written(), operand.written());
    }

    boolean holds(String result, FlowData data) {
        return operator.holds(result, operand.text(data));
    }
}
