package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A quota is exhausted. */
public final class LimitExceededException extends ServiceException {

    /** Refuses with a message for the caller. */
    public LimitExceededException(String message) {
        super(HttpStatus.TOO_MANY_REQUESTS, message);
    }
}
