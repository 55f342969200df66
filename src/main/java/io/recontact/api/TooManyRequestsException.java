package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The request exceeds the rate limit. The shape is {@code ThrottlingException} on operations that declare it. */
public final class TooManyRequestsException extends ServiceException {

    /** Refuses with a message for the caller. */
    public TooManyRequestsException(String message) {
        super(HttpStatus.TOO_MANY_REQUESTS, message);
    }
}
