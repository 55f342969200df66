package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes errors for restJson1 clients: the status, the shape name in a header, and a JSON body. Used by filters, which
 * run before the {@link ServiceExceptionAdvice}, and by the advice.
 */
@Component
public class ErrorResponses {

    static final String ERROR_TYPE = "x-amzn-ErrorType";

    /** The beginnings of the paths of APIs that are not part of Amazon Connect. */
    private static final List<String> OWN_APIS = List.of("/agent/", "/admin/");

    private final JsonMapper json;

    ErrorResponses(JsonMapper json) {
        this.json = json;
    }

    /** Writes an error directly to the response. */
    public void write(HttpServletRequest request, HttpServletResponse response, ServiceException error)
            throws IOException {
        write(response, answer(request, error));
    }

    /** Writes an error shape that the operation of the request declares, with its status. */
    public void write(HttpServletRequest request, HttpServletResponse response, String shape, String message)
            throws IOException {
        write(response, answer(request, DeclaredErrors.status(shape), shape, message));
    }

    void write(HttpServletResponse response, ResponseEntity<Object> answer) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }

    static ResponseEntity<Object> answer(HttpServletRequest request, ServiceException error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("Message", error.getMessage());
        if (error instanceof InvalidContactFlowException invalid) {
            body.put(
                    invalid.member(),
                    invalid.problems().stream()
                            .map(problem -> Map.of("message", problem))
                            .toList());
        }
        return answer(request, error.status(), error.shape(), body);
    }

    static ResponseEntity<Object> answer(HttpServletRequest request, HttpStatus status, String shape, String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("Message", message);
        return answer(request, status, shape, body);
    }

    private static ResponseEntity<Object> answer(
            HttpServletRequest request, HttpStatus status, String shape, Map<String, Object> body) {
        if (OWN_APIS.stream().anyMatch(request.getRequestURI()::startsWith)) {
            return problem(status, shape, String.valueOf(body.get("Message")));
        }
        var operation = Operation.of(request);
        var name = DeclaredErrors.nearestDeclared(shape, operation);
        if (operation.ofParticipantService()) {
            // Its callers are web pages, which see a header only if every proxy exposes it.
            body.put("__type", name);
        }
        return ResponseEntity.status(name.equals(shape) ? status : DeclaredErrors.status(name))
                .header(ERROR_TYPE, name)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** Writes an error of an own API as a problem document (RFC 9457). The header stays, for logs and metrics. */
    private static ResponseEntity<Object> problem(HttpStatus status, String shape, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        body.put("code", shape);
        return ResponseEntity.status(status)
                .header(ERROR_TYPE, shape)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
