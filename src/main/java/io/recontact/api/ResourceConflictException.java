package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The state of the resource rules the request out. */
public final class ResourceConflictException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ResourceConflictException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
