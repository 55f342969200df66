package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Turns the exceptions of controllers into answers. Of a cause, the caller sees only the names of members. */
@RestControllerAdvice
class ServiceExceptionAdvice {

    private static final String TOO_LARGE =
            "The request body nests deeper than %d levels, or has a number of more than %d digits or a name of more than %d characters"
                    .formatted(
                            StreamReadConstraints.DEFAULT_MAX_DEPTH,
                            StreamReadConstraints.DEFAULT_MAX_NUM_LEN,
                            StreamReadConstraints.DEFAULT_MAX_NAME_LEN);

    private final Operations operations;

    ServiceExceptionAdvice(Operations operations) {
        this.operations = operations;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ServiceException error, HttpServletRequest request) {
        return ErrorResponses.answer(request, error);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(MethodArgumentNotValidException error, HttpServletRequest request) {
        var first = error.getBindingResult().getFieldErrors().stream()
                .min(Comparator.comparing(FieldError::getField).thenComparing(e -> String.valueOf(e.getCode())))
                .orElseThrow(() -> new IllegalStateException("A violation without a field", error));
        return invalid(request, MemberNames.ofProperty(first.getField()), first.getCode(), first.getDefaultMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(HandlerMethodValidationException error, HttpServletRequest request) {
        var first = error.getParameterValidationResults().getFirst();
        var violation = first.getResolvableErrors().getFirst();
        var name = violation instanceof FieldError field
                ? field.getField()
                : String.valueOf(first.getMethodParameter().getParameterName());
        var codes = violation.getCodes();
        return invalid(
                request,
                MemberNames.ofProperty(name),
                codes == null ? "" : codes[codes.length - 1],
                violation.getDefaultMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(MissingServletRequestParameterException error, HttpServletRequest request) {
        return refused(new InvalidRequestException("%s is required".formatted(error.getParameterName())), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException error, HttpServletRequest request) {
        return refused(
                new InvalidParameterException(
                        "%s is not one of the values it may have".formatted(MemberNames.ofProperty(error.getName()))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException error, HttpServletRequest request) {
        if (!(error.getCause() instanceof JacksonException cause)) {
            return refused(new InvalidRequestException("The request needs a JSON body"), request);
        }
        if (cause.getCause() instanceof ServiceException refusal) {
            return refused(refusal, request);
        }
        if (cause instanceof StreamConstraintsException) {
            return refused(new InvalidRequestException(TOO_LARGE), request);
        }
        // Contains the path to the member, never its value.
        var member = cause.getPath().stream()
                .map(Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        if (cause instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return refused(
                    new InvalidParameterException("%s is not one of the values it may have".formatted(member)),
                    request);
        }
        return refused(
                new InvalidRequestException(
                        member.isEmpty()
                                ? "The request body is not valid JSON"
                                : "The request body is not valid JSON, or has a value of the wrong type, at %s"
                                        .formatted(member)),
                request);
    }

    @ExceptionHandler({NoHandlerFoundException.class, HttpRequestMethodNotSupportedException.class})
    ResponseEntity<Object> unknown(HttpServletRequest request) {
        var operation = Operation.of(request);
        if (operation.equals(Operation.UNKNOWN)) {
            return refused(
                    new UnknownOperationException("No operation of Amazon Connect has this method and path"), request);
        }
        var emptyLabel = operations.emptyLabel(operation, request.getRequestURI());
        if (emptyLabel.isPresent()) {
            return refused(new InvalidParameterException("%s must not be empty".formatted(emptyLabel.get())), request);
        }
        return refused(
                new UnknownOperationException("%s is not implemented by this service".formatted(operation.name())),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unsupported(HttpMediaTypeNotSupportedException error, HttpServletRequest request) {
        var type = error.getSupportedMediaTypes().contains(MediaType.APPLICATION_NDJSON)
                ? MediaType.APPLICATION_NDJSON
                : MediaType.APPLICATION_JSON;
        return ErrorResponses.answer(
                request,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaTypeException",
                "The request body must have the content type %s".formatted(type));
    }

    @ExceptionHandler
    ResponseEntity<Object> unacceptable(HttpMediaTypeNotAcceptableException error, HttpServletRequest request) {
        return ErrorResponses.answer(
                request,
                HttpStatus.NOT_ACCEPTABLE,
                "NotAcceptableException",
                "Answers have the content type application/json");
    }

    /** Handles all other failures, such as an outage of the database. */
    @ExceptionHandler
    ResponseEntity<Object> broken(Exception error, HttpServletRequest request) {
        return FailureResponder.answer(request, error);
    }

    private static ResponseEntity<Object> invalid(
            HttpServletRequest request, String member, @Nullable String code, @Nullable String reason) {
        return ErrorResponses.answer(
                request,
                "NotNull".equals(code)
                        ? new InvalidRequestException("%s is required".formatted(member))
                        : new InvalidParameterException("%s: %s".formatted(member, reason)));
    }
}
