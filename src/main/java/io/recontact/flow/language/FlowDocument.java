package io.recontact.flow.language;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidContactFlowModuleException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a flow, checked and ready to run. The language is described in the API reference under "Flow
 * language"; its version is 2019-10-30.
 */
public record FlowDocument(String startAction, Map<String, Action> actions) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Copies the actions. The start action must be one of them. */
    public FlowDocument {
        actions = Map.copyOf(actions);
        if (!actions.containsKey(startAction)) {
            throw new IllegalArgumentException("A flow starts with one of its actions");
        }
    }

    /**
     * Reads a document leniently.
     *
     * @throws InvalidContactFlowException with all problems of the document
     */
    public static FlowDocument parse(String content) {
        return parse(content, false, false);
    }

    /**
     * Reads the document of a flow module.
     *
     * @throws InvalidContactFlowModuleException with all problems of the document
     */
    public static FlowDocument parseModule(String content, boolean strict) {
        try {
            return parse(content, strict, true);
        } catch (InvalidContactFlowException e) {
            throw new InvalidContactFlowModuleException(e.problems());
        }
    }

    /**
     * Reads a document, and refuses what Amazon Connect refuses.
     *
     * @throws InvalidContactFlowException with all problems of the document
     */
    public static FlowDocument parseStrictly(String content) {
        return parse(content, true, false);
    }

    private static FlowDocument parse(String content, boolean strict, boolean isModule) {
        var problems = new Problems();
        var document = new DocumentReader(problems, strict, isModule).read(json(content));
        if (document.isEmpty() || !problems.found().isEmpty()) {
            throw new InvalidContactFlowException(problems.found());
        }
        return document.get();
    }

    /** Returns the action with an identifier. Transitions name existing actions only. */
    public Action action(String identifier) {
        var action = actions.get(identifier);
        if (action == null) {
            throw new IllegalArgumentException("The flow has no action " + identifier);
        }
        return action;
    }

    /** Returns the results that a module returns with and that it names statically. */
    public Set<String> moduleResults() {
        return actions.values().stream()
                .map(Action::step)
                .filter(Step.EndFlowModuleExecution.class::isInstance)
                .map(step -> ((Step.EndFlowModuleExecution) step).result())
                .flatMap(result -> result != null && result.isStatic()
                        ? Stream.of(result.text(_ -> Optional.empty()))
                        : Stream.<String>empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the types of actions that this service does not offer, and that therefore take the error branch. */
    public Set<String> unavailableTypes() {
        return actions.values().stream()
                .filter(action -> action.step() instanceof Step.Unavailable)
                .map(Action::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode json(String content) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException _) {
            // The location of the error is useless without the text, which must not appear in messages.
            throw new InvalidContactFlowException(List.of("The content is not valid JSON"));
        }
    }
}
