package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The client token was used for another request. */
public final class IdempotencyException extends ServiceException {

    /** Refuses with a message for the caller. */
    public IdempotencyException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
