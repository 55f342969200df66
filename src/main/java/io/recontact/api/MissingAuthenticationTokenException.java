package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The request is not signed. */
public final class MissingAuthenticationTokenException extends ServiceException {

    /** Refuses with a message for the caller. */
    public MissingAuthenticationTokenException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
