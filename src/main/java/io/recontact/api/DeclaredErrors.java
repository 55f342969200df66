package io.recontact.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * Chooses among the error shapes that the model declares for an operation. Code names a refusal by what it means; an
 * operation that does not declare that shape answers with the nearest one that it declares, since SDKs give clients
 * only those as exceptions to catch.
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
    private static final String INTERNAL_OF_PARTICIPANTS = "InternalServerException";

    /** Shapes of the protocol, such as those of signatures, are not among them: every operation has those. */
    private static final Map<String, List<String>> STAND_INS = Map.ofEntries(
            nearestTo(INVALID_PARAMETER),
            nearestTo(INVALID_REQUEST),
            nearestTo(NOT_FOUND),
            nearestTo("ContactNotFoundException", NOT_FOUND),
            nearestTo("ContactFlowNotPublishedException", NOT_FOUND),
            nearestTo("DuplicateResourceException", RESOURCE_CONFLICT, CONFLICT),
            nearestTo(CONFLICT, RESOURCE_CONFLICT),
            nearestTo(RESOURCE_CONFLICT, CONFLICT),
            nearestTo("IdempotencyException", CONFLICT, RESOURCE_CONFLICT),
            nearestTo(LIMIT, QUOTA, THROTTLING),
            nearestTo(QUOTA, LIMIT, THROTTLING),
            Map.entry(TOO_MANY_REQUESTS, List.of(THROTTLING, LIMIT)),
            Map.entry("InternalServiceException", List.of(INTERNAL_OF_PARTICIPANTS)));

    /** Whatever else is declared, each operation has one of the last three. */
    private static Map.Entry<String, List<String>> nearestTo(String shape, String... nearest) {
        return Map.entry(
                shape,
                Stream.concat(Stream.of(nearest), Stream.of(INVALID_REQUEST, INVALID_PARAMETER, VALIDATION))
                        .toList());
    }

    private DeclaredErrors() {}

    /**
     * The shape itself if an operation declares it or nothing near it, otherwise the nearest that it declares. Any
     * operation may be throttled: those that declare nothing of the kind have the protocol's own error for it.
     */
    static String inPlaceOf(String shape, Operation operation) {
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

    /** The HTTP status that the models give to a shape that stands in for another. */
    static HttpStatus status(String standIn) {
        return switch (standIn) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT, RESOURCE_CONFLICT -> HttpStatus.CONFLICT;
            case QUOTA -> HttpStatus.PAYMENT_REQUIRED;
            case LIMIT, THROTTLING -> HttpStatus.TOO_MANY_REQUESTS;
            case INTERNAL_OF_PARTICIPANTS -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
