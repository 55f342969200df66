package io.recontact.wire;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors as restJson1 clients read them: the status, the shape name in a header, and a JSON body. For filters, which
 * run before the {@link ServiceExceptionAdvice}, and for the advice itself.
 */
@Component
public class ErrorResponses {

    static final String ERROR_TYPE = "x-amzn-ErrorType";

    private final JsonMapper json;

    ErrorResponses(JsonMapper json) {
        this.json = json;
    }

    /** Writes an error straight to the response. */
    public void write(HttpServletResponse response, ServiceException error) throws IOException {
        write(response, error.status(), error.shape(), body(error));
    }

    void write(HttpServletResponse response, HttpStatus status, String shape, Object body) throws IOException {
        response.resetBuffer();
        response.setStatus(status.value());
        response.setHeader(ERROR_TYPE, shape);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    static ResponseEntity<Object> entity(ServiceException error) {
        return entity(error.status(), error.shape(), body(error));
    }

    static ResponseEntity<Object> entity(HttpStatus status, String shape, Object body) {
        return ResponseEntity.status(status)
                .header(ERROR_TYPE, shape)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    static Map<String, String> message(@Nullable String text) {
        return Map.of("Message", String.valueOf(text));
    }

    private static Object body(ServiceException error) {
        return switch (error) {
            // The model gives this shape no message, and spells its members in lower case.
            case InvalidContactFlowException invalid ->
                Map.of(
                        "problems",
                        invalid.problems().stream()
                                .map(problem -> Map.of("message", problem))
                                .toList());
            default -> message(error.getMessage());
        };
    }
}
