package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The signature is valid, but the access key does not permit the request. */
public final class AccessDeniedException extends ServiceException {

    /** Refuses with a message for the caller. */
    public AccessDeniedException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
