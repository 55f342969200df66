package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The caller is known but may not do this. */
public final class AccessDeniedException extends ServiceException {

    /** Refuses with a message for the caller. */
    public AccessDeniedException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
