package io.recontact.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * Chooses the error shape of an answer from those that the model declares for the operation. Code throws the shape that
 * fits best. If the operation does not declare it, the answer has the nearest declared shape, because SDKs have
 * exceptions for declared shapes only.
 */
final class DeclaredErrors {

    private static final String INVALID_REQUEST = "InvalidRequestException";
    private static final String INVALID_PARAMETER = "InvalidParameterException";
    private static final String VALIDATION = "ValidationException";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String CONFLICT = "ConflictException";
    private static final String RESOURCE_CONFLICT = "ResourceConflictException";
    private static final String LIMIT = "LimitExceededException";
    private static final String QUOTA = "ServiceQuotaExceededException";
    private static final String THROTTLING = "ThrottlingException";
    private static final String TOO_MANY_REQUESTS = "TooManyRequestsException";
    private static final String INTERNAL = "InternalServiceException";
    private static final String INTERNAL_OF_PARTICIPANTS = "InternalServerException";

    /** Shapes of the protocol, such as those of signatures, are not listed: every operation has them. */
    private static final Map<String, List<String>> STAND_INS = Map.ofEntries(
            nearestTo(INVALID_PARAMETER),
            nearestTo(INVALID_REQUEST),
            nearestTo(NOT_FOUND),
            nearestTo("ContactNotFoundException", NOT_FOUND),
            nearestTo("ContactNotTerminatedException", RESOURCE_CONFLICT, CONFLICT),
            nearestTo("ContactFlowNotPublishedException", NOT_FOUND),
            nearestTo("DuplicateResourceException", RESOURCE_CONFLICT, CONFLICT),
            nearestTo(CONFLICT, RESOURCE_CONFLICT),
            nearestTo(RESOURCE_CONFLICT, CONFLICT),
            nearestTo("ResourceInUseException", RESOURCE_CONFLICT, CONFLICT),
            nearestTo("IdempotencyException", CONFLICT, RESOURCE_CONFLICT),
            nearestTo(LIMIT, QUOTA, THROTTLING),
            nearestTo(QUOTA, LIMIT, THROTTLING),
            Map.entry(TOO_MANY_REQUESTS, List.of(THROTTLING, LIMIT)),
            Map.entry(INTERNAL, List.of(INTERNAL_OF_PARTICIPANTS)));

    /** Every operation declares at least one of the last three. */
    private static Map.Entry<String, List<String>> nearestTo(String shape, String... nearest) {
        return Map.entry(
                shape,
                Stream.concat(Stream.of(nearest), Stream.of(INVALID_REQUEST, INVALID_PARAMETER, VALIDATION))
                        .toList());
    }

    private DeclaredErrors() {}

    /**
     * Returns the shape itself if the operation declares it or nothing near it, otherwise the nearest declared shape.
     * Every operation may be throttled; one that declares no such shape has the protocol's own error for it.
     */
    static String nearestDeclared(String shape, Operation operation) {
        var declared = operation.errors();
        return declared.contains(shape) || isDocumented(shape, operation)
                ? shape
                : STAND_INS.getOrDefault(shape, List.of()).stream()
                        .filter(declared::contains)
                        .findFirst()
                        .orElse(shape.equals(TOO_MANY_REQUESTS) ? THROTTLING : shape);
    }

    /** "API TPS throttling returns a TooManyRequests exception" (API Reference), though the model does not list it. */
    private static boolean isDocumented(String shape, Operation operation) {
        return shape.equals(TOO_MANY_REQUESTS) && operation.name().equals("StartChatContact");
    }

    /** Returns the HTTP status that the models give to a shape which they declare. */
    static HttpStatus status(String shape) {
        return switch (shape) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case "AccessDeniedException" -> HttpStatus.FORBIDDEN;
            case CONFLICT,
                    RESOURCE_CONFLICT,
                    "ConditionalOperationFailedException",
                    "ContactNotTerminatedException",
                    "DuplicateResourceException",
                    "IdempotencyException",
                    "ResourceInUseException",
                    "ResourceNotReadyException" -> HttpStatus.CONFLICT;
            case "ContactNotFoundException" -> HttpStatus.GONE;
            case "ContactFlowNotPublishedException" -> HttpStatus.NOT_FOUND;
            case QUOTA -> HttpStatus.PAYMENT_REQUIRED;
            case LIMIT, THROTTLING, TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case INTERNAL, INTERNAL_OF_PARTICIPANTS -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
