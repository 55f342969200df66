package io.recontact.security;

import io.recontact.api.Operation;
import io.recontact.api.Operations;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls operations of the API in this thread, as a caller that may do everything. The calls take part in the caller's
 * transaction.
 */
@Component
public class InProcessApi {

    private final DispatcherServlet dispatcher;
    private final RequestMappingHandlerMapping handlers;
    private final Operations operations;
    private final JsonMapper json;
    private final Caller caller;

    InProcessApi(
            DispatcherServlet dispatcher,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            Operations operations,
            JsonMapper json,
            Account account) {
        this.dispatcher = dispatcher;
        this.handlers = handlers;
        this.operations = operations;
        this.json = json;
        this.caller = new Caller("(this service)", account.arns(), Set.of(), true);
    }

    /** The refusal of a call. */
    public static class Refusal extends RuntimeException {

        Refusal(String message) {
            super(message);
        }
    }

    private Optional<Operation> find(String name) {
        return operations
                .named(name)
                .filter(operation -> handlers.getHandlerMethods().keySet().stream()
                        .anyMatch(mapping -> mapping.getMethodsCondition().getMethods().stream()
                                        .anyMatch(method -> method.name().equals(operation.method()))
                                && mapping.getPatternValues().stream()
                                        .anyMatch(pattern -> isRoute(pattern, operation))));
    }

    private static boolean isRoute(String pattern, Operation operation) {
        var route = "/" + String.join("/", operation.segments());
        return withoutLabels(pattern).equals(withoutLabels(route));
    }

    private static String withoutLabels(String template) {
        return template.replaceAll("\\{[^}]*}", "{}");
    }

    /**
     * Returns the labels in the path of an operation.
     *
     * @throws Refusal if the service does not have the operation
     */
    public Set<String> labels(String operation) {
        return require(operation).segments().stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .collect(Collectors.toSet());
    }

    private Operation require(String name) {
        return find(name).orElseThrow(() -> new Refusal("The service does not have %s".formatted(name)));
    }

    /**
     * Calls an operation.
     *
     * @param labels the values of the labels in its path
     * @param query its query parameters
     * @param body null if the operation has none
     * @throws Refusal if the service does not have the operation or refuses the call
     */
    public JsonNode call(String name, Map<String, String> labels, Map<String, String> query, @Nullable JsonNode body) {
        var operation = require(name);
        var path = operation.segments().stream()
                .map(segment -> segment.startsWith("{")
                        ? UriUtils.encode(
                                Objects.requireNonNull(labels.get(segment.substring(1, segment.length() - 1)), segment),
                                StandardCharsets.UTF_8)
                        : segment)
                .collect(Collectors.joining("/", "/", ""));
        var request = new InProcessRequest(
                operation.method(), path, query, body == null ? new byte[0] : json.writeValueAsBytes(body));
        operation.attachTo(request);
        caller.attachTo(request);
        var response = new InProcessResponse();
        try {
            dispatcher.service(request, response);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var answer =
                response.body().length == 0 ? JsonNodeFactory.instance.objectNode() : json.readTree(response.body());
        if (response.getStatus() != InProcessResponse.SC_OK) {
            throw new Refusal(answer.path("Message").asString("status " + response.getStatus()));
        }
        return answer;
    }
}
