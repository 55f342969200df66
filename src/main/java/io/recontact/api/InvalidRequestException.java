package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The request as a whole cannot be served: a missing member, broken JSON, a combination, a state. */
public final class InvalidRequestException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidRequestException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
