package io.recontact.flow;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Builds flow documents from actions. Errors lead to the action {@code failed} unless stated otherwise. */
final class FlowDocuments {

    private FlowDocuments() {}

    /**
     * Returns a flow that starts with its first action. {@code failed} sends a message, and both it and {@code end}
     * disconnect.
     */
    static String flow(String... actions) {
        return """
                {"Version": "2019-10-30", "StartAction": "%s", "Metadata": {}, "Actions": [%s]}""".formatted(
                        actions[0].split("\"", 5)[3],
                        Arrays.stream(actions).collect(Collectors.joining(",\n")) + ","
                                + say("failed", "It has failed", "end") + ","
                                + action("end", "DisconnectParticipant", "{}", "{}"));
    }

    static String action(String id, String type, String parameters, String transitions) {
        return """
                {"Identifier": "%s", "Type": "%s", "Parameters": %s, "Transitions": %s}""".formatted(id, type, parameters, transitions);
    }

    /** Returns an action without results. */
    static String act(String id, String type, String parameters, String next) {
        return action(id, type, parameters, """
                {"NextAction": "%s", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "failed"}]}""".formatted(next));
    }

    static String say(String id, String text, String next) {
        return act(id, "MessageParticipant", "{\"Text\": \"%s\"}".formatted(text), next);
    }

    /** Returns an action with pairs of a result and its next action. */
    static String choose(String id, String type, String parameters, String... branches) {
        var conditions = new StringBuilder();
        for (int i = 0; i < branches.length; i += 2) {
            conditions.append(conditions.isEmpty() ? "" : ",").append("""
                    {"NextAction": "%s", "Condition": {"Operator": "Equals", "Operands": ["%s"]}}""".formatted(branches[i + 1], branches[i]));
        }
        return action(id, type, parameters, """
                {"NextAction": "failed", "Conditions": [%s], "Errors": [
                  {"ErrorType": "NoMatchingCondition", "NextAction": "failed"},
                  {"ErrorType": "InputTimeLimitExceeded", "NextAction": "failed"},
                  {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}""".formatted(conditions));
    }

    /** Returns an action with a named error. */
    static String actOr(String id, String type, String parameters, String next, String error, String onError) {
        return action(id, type, parameters, """
                {"NextAction": "%s", "Errors": [{"ErrorType": "%s", "NextAction": "%s"},
                  {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}""".formatted(next, error, onError));
    }
}
