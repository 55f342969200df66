package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A value violates a constraint of the model. */
public final class InvalidParameterException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidParameterException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
