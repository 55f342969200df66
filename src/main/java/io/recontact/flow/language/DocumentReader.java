package io.recontact.flow.language;

import io.recontact.api.StorableText;
import io.recontact.flow.language.Problems.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the actions of a document and their transitions. Each error becomes a problem. */
final class DocumentReader {

    private static final String VERSION = "2019-10-30";
    private static final int MAX_ACTIONS = 250;

    /** At most 50 characters, except these. */
    private static final Pattern IDENTIFIER = Pattern.compile("[^%:(\\\\/)=$,;\\[\\]{}\\x00]{1,50}");

    /** Names that the reference forbids, because they have a meaning where Amazon Connect runs flows. */
    private static final Set<String> FORBIDDEN = Set.of(
            "__proto__",
            "constructor",
            "__defineGetter__",
            "__defineSetter__",
            "toString",
            "hasOwnProperty",
            "isPrototypeOf",
            "propertyIsEnumerable",
            "toLocaleString",
            "valueOf");

    private final Problems problems;
    private final boolean strict;
    private final boolean isModule;
    private final Set<String> identifiers = new HashSet<>();

    /** Creates a reader; a strict one refuses what Amazon Connect refuses. */
    DocumentReader(Problems problems, boolean strict, boolean isModule) {
        this.problems = problems;
        this.strict = strict;
        this.isModule = isModule;
    }

    /** Returns the document, which is valid only without problems; empty if it has no start action. */
    Optional<FlowDocument> read(JsonNode document) {
        if (!document.isObject()) {
            problems.add("The content is not a JSON object");
            return Optional.empty();
        }
        if (document.path("modules").isArray() && !document.has("Actions")) {
            problems.add("The content is a file of the old flow designer (modules, version 1), which is not the flow"
                    + " language: import it there and take what DescribeContactFlow answers");
            return Optional.empty();
        }
        if (!VERSION.equals(Parameters.text(document.path("Version")))) {
            problems.add("Version must be " + VERSION);
        }
        var list = document.path("Actions");
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_ACTIONS) {
            problems.add("Actions must be a list of 1 to %d actions".formatted(MAX_ACTIONS));
            return Optional.empty();
        }
        for (int i = 0; i < list.size(); i++) {
            readIdentifier(list.get(i), i);
        }
        var actions = new HashMap<String, Action>();
        for (int i = 0; i < list.size(); i++) {
            var action = readAction(list.get(i), i);
            actions.put(action.identifier(), action);
        }
        var start = Parameters.text(document.path("StartAction"));
        if (start == null || !identifiers.contains(start)) {
            problems.add("StartAction does not name an action");
            return Optional.empty();
        }
        return Optional.of(new FlowDocument(start, actions));
    }

    private void readIdentifier(JsonNode action, int index) {
        var at = "Actions[%d].Identifier".formatted(index);
        var identifier =
                action.path("Identifier").isString() ? action.path("Identifier").stringValue() : "";
        if (!IDENTIFIER.matcher(identifier).matches() || !StorableText.isStorable(identifier)) {
            problems.add(at + " is missing, too long, or has characters that are not allowed");
        } else if (FORBIDDEN.contains(identifier)) {
            problems.add("%s must not be %s".formatted(at, identifier));
        } else if (!identifiers.add(identifier)) {
            problems.add("%s %s is used twice".formatted(at, identifier));
        }
    }

    private Action readAction(JsonNode action, int index) {
        var identifier =
                Optional.ofNullable(Parameters.text(action.path("Identifier"))).orElse("");
        var type = Optional.ofNullable(Parameters.text(action.path("Type"))).orElse("");
        var place = new Place(
                problems,
                "Actions[%d]".formatted(index),
                " of %s (%s)".formatted(Problems.name(identifier), Problems.name(type)));
        var transitions = new TransitionsReader(place.member("Transitions"), identifiers);
        var read = transitions.read(action.path("Transitions"), StepReader.isTerminal(type));
        var step = StepReader.read(identifier, type, action.path("Parameters"), read, place);
        if (type.equals("EndFlowModuleExecution") && !isModule) {
            place.member("Type").refuse("is for flow modules only");
        }
        if (strict) {
            StrictRules.check(type, action, place);
        }
        return new Action(identifier, type, step, read);
    }
}
