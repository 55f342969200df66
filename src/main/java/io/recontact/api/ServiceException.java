package io.recontact.api;

import org.springframework.http.HttpStatus;

/**
 * An error that the caller sees: an error shape of the Amazon Connect model or of the AWS front end. The class name is
 * the shape name. The message reaches the caller unchanged, so it names the resource and the reason and never contains
 * customer text, attribute values or secrets.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits AccessDeniedException,
                ConflictException,
                ContactFlowNotPublishedException,
                ContactNotFoundException,
                ContactNotTerminatedException,
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
                ResourceInUseException,
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

    /** Returns the HTTP status that the model gives this shape. */
    public HttpStatus status() {
        return status;
    }

    /** Returns the shape name, which AWS SDKs read from the {@code x-amzn-ErrorType} header. */
    public String shape() {
        return getClass().getSimpleName();
    }

    /** Returns the message; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
