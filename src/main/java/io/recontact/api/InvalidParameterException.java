package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A value breaks a constraint that the model puts on it. */
public final class InvalidParameterException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidParameterException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
