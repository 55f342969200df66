package io.recontact.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.exc.InvalidFormatException;

/**
 * The one place that turns exceptions into answers. Nothing of a cause but names of members ever reaches the caller.
 */
@RestControllerAdvice
class ServiceExceptionAdvice {

    private static final Logger log = LoggerFactory.getLogger(ServiceExceptionAdvice.class);

    private final Operations operations;

    ServiceExceptionAdvice(Operations operations) {
        this.operations = operations;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ServiceException error) {
        return ErrorResponses.entity(error);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(MethodArgumentNotValidException error) {
        var first = error.getBindingResult().getFieldErrors().stream()
                .min(Comparator.comparing(FieldError::getField).thenComparing(e -> String.valueOf(e.getCode())))
                .orElseThrow(() -> new IllegalStateException("A violation without a field", error));
        return invalid(Members.ofProperty(first.getField()), first.getCode(), first.getDefaultMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(HandlerMethodValidationException error) {
        var first = error.getParameterValidationResults().getFirst();
        var violation = first.getResolvableErrors().getFirst();
        var name = violation instanceof FieldError field
                ? field.getField()
                : String.valueOf(first.getMethodParameter().getParameterName());
        var codes = violation.getCodes();
        return invalid(
                Members.ofProperty(name), codes == null ? "" : codes[codes.length - 1], violation.getDefaultMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingServletRequestParameterException error) {
        return refused(new InvalidRequestException("%s is required".formatted(error.getParameterName())));
    }

    @ExceptionHandler
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException error) {
        return refused(new InvalidParameterException(
                "%s is not one of the values it may have".formatted(Members.ofProperty(error.getName()))));
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException error) {
        if (!(error.getCause() instanceof JacksonException cause)) {
            return refused(new InvalidRequestException("The request needs a JSON body"));
        }
        // References the path to the member, never the value that was found there.
        var member = cause.getPath().stream()
                .map(Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        if (cause instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return refused(new InvalidParameterException("%s is not one of the values it may have".formatted(member)));
        }
        return refused(new InvalidRequestException(
                member.isEmpty()
                        ? "The request body is not valid JSON"
                        : "The request body is not valid JSON, or has a value of the wrong type, at %s"
                                .formatted(member)));
    }

    @ExceptionHandler({NoHandlerFoundException.class, HttpRequestMethodNotSupportedException.class})
    ResponseEntity<Object> unknown(HttpServletRequest request) {
        var operation = Operation.of(request);
        if (operation.equals(Operation.UNKNOWN)) {
            return refused(new UnknownOperationException("No operation of Amazon Connect has this method and path"));
        }
        var emptyLabel = operations.emptyLabel(operation, request.getRequestURI());
        if (emptyLabel.isPresent()) {
            return refused(new InvalidParameterException("%s must not be empty".formatted(emptyLabel.get())));
        }
        return refused(
                new UnknownOperationException("%s is not implemented by this service".formatted(operation.name())));
    }

    @ExceptionHandler
    ResponseEntity<Object> unsupported(HttpMediaTypeNotSupportedException error) {
        return ErrorResponses.entity(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaTypeException",
                ErrorResponses.message("The request body must have the content type application/json"));
    }

    @ExceptionHandler
    ResponseEntity<Object> unacceptable(HttpMediaTypeNotAcceptableException error) {
        return ErrorResponses.entity(
                HttpStatus.NOT_ACCEPTABLE,
                "NotAcceptableException",
                ErrorResponses.message("Answers have the content type application/json"));
    }

    /** The database is away or too slow: an answer that SDKs retry, as they do any 503. */
    @ExceptionHandler({
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class,
        QueryTimeoutException.class,
        TransactionException.class
    })
    ResponseEntity<Object> unavailable(Exception error) {
        log.warn("The database did not serve a request: {}", rootCause(error).toString());
        return ErrorResponses.entity(
                HttpStatus.SERVICE_UNAVAILABLE,
                "ServiceUnavailableException",
                ErrorResponses.message("The service is not available at the moment"));
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception error) {
        if (Outage.isBehind(error)) {
            return unavailable(error);
        }
        log.error("A request failed", error);
        return ErrorResponses.entity(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "InternalServiceException",
                ErrorResponses.message("The request failed because of an error of the service"));
    }

    private static ResponseEntity<Object> invalid(String member, @Nullable String code, @Nullable String reason) {
        return ErrorResponses.entity(
                "NotNull".equals(code)
                        ? new InvalidRequestException("%s is required".formatted(member))
                        : new InvalidParameterException("%s: %s".formatted(member, reason)));
    }

    private static Throwable rootCause(Throwable error) {
        var cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
