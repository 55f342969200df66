package io.recontact.directory;

import io.recontact.wire.InvalidContactFlowException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The structure of flow content: the Amazon Connect flow language, version 2019-10-30. Checks what can be told without
 * running it.
 */
@Component
class FlowDocument {

    private static final String VERSION = "2019-10-30";
    private static final int MAX_ACTIONS = 250;

    /** Administrator Guide, "Flow language": at most 50 characters, and none of these. */
    private static final Pattern IDENTIFIER = Pattern.compile("[^%:(\\\\/)=$,;\\[\\]{}]{1,50}");

    private final JsonMapper json;

    FlowDocument(JsonMapper json) {
        this.json = json;
    }

    /** Refuses content with anything wrong in it, and tells all that is. */
    void requireValid(String content) {
        var problems = problems(content);
        if (!problems.isEmpty()) {
            throw new InvalidContactFlowException(problems);
        }
    }

    private List<String> problems(String content) {
        JsonNode document;
        try {
            document = json.readTree(content);
        } catch (JacksonException _) {
            // Where it breaks is of no use without the text, which must not be repeated.
            return List.of("The content is not valid JSON");
        }
        if (!document.isObject()) {
            return List.of("The content is not a JSON object");
        }
        var problems = new ArrayList<String>();
        if (!document.path("Version").asString("").equals(VERSION)) {
            problems.add("Version must be " + VERSION);
        }
        var actions = document.path("Actions");
        if (!actions.isArray() || actions.isEmpty() || actions.size() > MAX_ACTIONS) {
            problems.add("Actions must be a list of 1 to %d actions".formatted(MAX_ACTIONS));
            return problems;
        }
        var identifiers = identifiers(actions, problems);
        if (!identifiers.contains(document.path("StartAction").asString(""))) {
            problems.add("StartAction does not name an action");
        }
        for (int i = 0; i < actions.size(); i++) {
            checkAction(actions.get(i), "Actions[%d]".formatted(i), identifiers, problems);
        }
        return problems;
    }

    private static Set<String> identifiers(JsonNode actions, List<String> problems) {
        var identifiers = new HashSet<String>();
        for (int i = 0; i < actions.size(); i++) {
            var identifier = actions.get(i).path("Identifier").asString("");
            if (!IDENTIFIER.matcher(identifier).matches()) {
                problems.add("Actions[%d].Identifier is missing or has characters that are not allowed".formatted(i));
            } else if (!identifiers.add(identifier)) {
                problems.add("Actions[%d].Identifier is used twice".formatted(i));
            }
        }
        return identifiers;
    }

    private static void checkAction(JsonNode action, String at, Set<String> identifiers, List<String> problems) {
        if (action.path("Type").asString("").isEmpty()) {
            problems.add(at + ".Type is missing");
        }
        var parameters = action.path("Parameters");
        if (!parameters.isObject() && !parameters.isMissingNode()) {
            problems.add(at + ".Parameters must be an object");
        }
        var transitions = action.path("Transitions");
        if (!transitions.isObject()) {
            problems.add(at + ".Transitions must be an object");
            return;
        }
        checkNext(transitions, at + ".Transitions", identifiers, problems);
        for (var list : List.of("Errors", "Conditions")) {
            var entries = transitions.path(list);
            if (!entries.isArray() && !entries.isMissingNode()) {
                problems.add("%s.Transitions.%s must be a list".formatted(at, list));
                continue;
            }
            for (int i = 0; i < entries.size(); i++) {
                checkNext(entries.get(i), "%s.Transitions.%s[%d]".formatted(at, list, i), identifiers, problems);
            }
        }
    }

    private static void checkNext(JsonNode transition, String at, Set<String> identifiers, List<String> problems) {
        var next = transition.path("NextAction");
        if (!next.isMissingNode() && !identifiers.contains(next.asString(""))) {
            problems.add(at + ".NextAction does not name an action");
        }
    }
}
