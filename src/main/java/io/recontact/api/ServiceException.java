package io.recontact.api;

import org.springframework.http.HttpStatus;

/**
 * A refusal that the caller sees: the error shapes of the Amazon Connect model and those of the AWS front end. The
 * class name is the shape name, and the message reaches the caller as it is, so it names the thing and the reason and
 * never carries customer text, attribute values or secrets.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits AccessDeniedException,
                ConflictException,
                ContactFlowNotPublishedException,
                ContactNotFoundException,
                DuplicateResourceException,
                IdempotencyException,
                IncompleteSignatureException,
                InvalidContactFlowException,
                InvalidParameterException,
                InvalidRequestException,
                InvalidSignatureException,
                LimitExceededException,
                MissingAuthenticationTokenException,
                ResourceConflictException,
                ResourceNotFoundException,
                ServiceQuotaExceededException,
                TooManyRequestsException,
                UnknownOperationException,
                UnrecognizedClientException {

    private final HttpStatus status;

    ServiceException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status that the model gives this shape. */
    public HttpStatus status() {
        return status;
    }

    /** The shape name, as the AWS SDKs look for it in the {@code x-amzn-ErrorType} header. */
    public String shape() {
        return getClass().getSimpleName();
    }

    /** The message; never absent. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
