package io.recontact.flow;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidContactFlowModuleException;
import io.recontact.api.ResourceId;
import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.flow.language.FlowDocument;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Parses a flow document before it is published; {@code recontact.flows.strict} decides how strictly. */
@Component
class FlowDocumentValidator implements ContactFlowContentValidator {

    private static final Logger log = LoggerFactory.getLogger(FlowDocumentValidator.class);

    private final FlowProperties properties;
    private final JsonMapper json;

    FlowDocumentValidator(FlowProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    @Override
    public void validate(ContactFlowId flow, String content) {
        logUnavailable(flow, parse(content));
    }

    @Override
    public List<String> problems(String content) {
        return problems(() -> parse(content));
    }

    @Override
    public List<String> moduleProblems(String content, @Nullable String settings) {
        return problems(() -> parseModule(content, settings));
    }

    private static List<String> problems(Runnable parsing) {
        try {
            parsing.run();
            return List.of();
        } catch (InvalidContactFlowException e) {
            return e.problems();
        }
    }

    private FlowDocument parse(String content) {
        return properties.strict() ? FlowDocument.parseStrictly(content) : FlowDocument.parse(content);
    }

    @Override
    public void validate(ContactFlowModuleId module, String content, @Nullable String settings) {
        logUnavailable(module, parseModule(content, settings));
    }

    /** Checks the results, too: "a result that the settings do not name" is refused where modules are published. */
    private FlowDocument parseModule(String content, @Nullable String settings) {
        var document = FlowDocument.parseModule(content, properties.strict());
        var results = results(settings);
        for (var result : document.moduleResults()) {
            if (!results.contains(result)) {
                throw new InvalidContactFlowModuleException(
                        List.of("A Result is not among transitions.results of the settings"));
            }
        }
        return document;
    }

    /** Reads the names of the results that a module may return with. */
    private Set<String> results(@Nullable String settings) {
        try {
            var node = json.readTree(settings == null ? "{}" : settings);
            if (node.isObject()) {
                return node.path("transitions")
                        .path("results")
                        .valueStream()
                        .map(result -> result.path("name").asString(""))
                        .collect(Collectors.toSet());
            }
        } catch (JacksonException _) {
            // refused below; the text must not appear in messages
        }
        throw new InvalidContactFlowModuleException(List.of("The settings are not a JSON object"));
    }

    private static void logUnavailable(ResourceId flow, FlowDocument document) {
        var unavailable = document.unavailableTypes();
        if (!unavailable.isEmpty()) {
            log.info(
                    "{} {} has actions that this service does not offer; they take the error branch: {}",
                    flow.type().label(),
                    flow,
                    unavailable);
        }
    }
}
